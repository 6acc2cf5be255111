import { useMemo } from 'react'
import { RequestFailure } from '../../../api/request.ts'
import { useStores } from '../../../app/stores.ts'
import { useToasts } from '../../../ui/toasts.tsx'
import { askForQuote } from '../../recipe/quote/quote-flow.ts'
import type { EarlierItems } from '../../recipe/draft/draft-store.ts'
import type { AgainItem } from '../review-targets.ts'

type FindItems = () => readonly AgainItem[] | Promise<readonly AgainItem[]>

export interface Again {
  /** Asks which words the items are done again with. */
  askForWords(find: FindItems): Promise<void>
  /** Asks what it costs to send the very requests once more. */
  runExactly(find: FindItems): Promise<void>
  /** Asks for the price of doing items again; nothing is sent before it is agreed to. */
  quote(earlier: EarlierItems): void
}

/** Ways to do items again. */
export function useAgain(): Again {
  const stores = useStores()
  const { showFailure } = useToasts()
  return useMemo(() => {
    const { review, draft } = stores
    const found = async (find: FindItems): Promise<readonly AgainItem[]> => {
      try {
        return await find()
      } catch (thrown) {
        if (!(thrown instanceof RequestFailure)) throw thrown
        showFailure(thrown.failure)
        return []
      }
    }
    const quote = (earlier: EarlierItems): void => {
      if (draft.getState().quote.phase !== 'none' || earlier.items.length === 0) return
      void askForQuote(stores, {
        selection: { ids: [] },
        pictures: earlier.items.length,
        sample: null,
        again: false,
        startsWhenFree: false,
        earlier,
      })
    }
    return {
      askForWords: async (find) => {
        const items = await found(find)
        if (items.length > 0) review.setState({ dialog: { kind: 'again', items } })
      },
      runExactly: async (find) => {
        const items = await found(find)
        quote({ items: items.map(({ id }) => id), relation: 'rerun', prompt: null })
      },
      quote,
    }
  }, [stores, showFailure])
}
