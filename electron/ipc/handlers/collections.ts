import { nameKey } from '../../../shared/domain/safe-name.ts'
import type { CollectionRow } from '../../../shared/ipc/history-rows.ts'
import type { Collections } from '../../history/kept/collections.ts'
import type { Reader } from '../../history/reader/reader.ts'
import { compareNatural } from '../../library/natural-order.ts'
import type { Handlers } from '../dispatch.ts'

interface Dependencies {
  readonly collections: Collections
  readonly reader: Pick<Reader, 'ask'>
  readonly historyChanged: () => void
}

type CollectionChannel =
  'collections:list' | 'collections:save' | 'collections:remove' | 'collections:restore' | 'collections:put'

export function createCollectionHandlers(dependencies: Dependencies): Pick<Handlers, CollectionChannel> {
  const { collections, reader, historyChanged } = dependencies
  return {
    'collections:list': async () => {
      const counted = await reader.ask('collections', undefined)
      return counted.toSorted((a, b) => compareNatural(nameKey(a.name), nameKey(b.name)))
    },
    'collections:save': ({ id, name }) => counted(collections.save(id, name).id),
    'collections:remove': ({ id }) => {
      collections.remove(id)
      historyChanged()
    },
    'collections:restore': ({ id }) => {
      collections.restore(id)
      historyChanged()
    },
    'collections:put': async ({ id, outputs, isIn }) => {
      const changed = await collections.put(id, outputs, isIn)
      if (changed.length > 0) historyChanged()
      return changed
    },
  }

  async function counted(id: string): Promise<CollectionRow> {
    const rows = await reader.ask('collections', undefined)
    return rows.find((row) => row.id === id) ?? { ...collections.get(id), count: 0 }
  }
}
