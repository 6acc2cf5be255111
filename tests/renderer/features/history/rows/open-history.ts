import { createDispatch } from '../../../../../electron/ipc/dispatch.ts'
import type { ChannelName } from '../../../../../shared/ipc/channels.ts'
import type { Input, Reply } from '../../../../../shared/ipc/contract.ts'
import type { HistoryQuery } from '../../../../../shared/ipc/history-inputs.ts'
import { everything } from '../../../../../shared/ipc/history-query.ts'
import { RequestFailure, type Request } from '../../../../../renderer/api/request.ts'
import { askHistory } from '../../../../../renderer/features/history/rows/ask-history.ts'
import { createHistoryStore } from '../../../../../renderer/features/history/rows/history-store.ts'
import { createFakeHandlers } from '../../../../support/page/fake-handlers.ts'
import { createFakeLibrary } from '../../../../support/page/fake-library.ts'
import { readOptions } from '../../../../support/page/options.ts'

interface Asked {
  readonly channel: ChannelName
  readonly input: unknown
}

/** A history of so many entries, asked through the same checks as the real one. */
export function createTestHistory(count: number) {
  const library = createFakeLibrary(
    readOptions(`?scenario=history&count=0&batches=0&history=${count}`),
    () => undefined,
  )
  const dispatch = createDispatch(createFakeHandlers(library), { error: () => undefined })
  const asked: Asked[] = []
  const holds = new Map<ChannelName, Promise<void>>()

  const request: Request = async (channel, ...[input]) => {
    asked.push({ channel, input })
    await holds.get(channel)
    // The dispatch answers each channel with its own output.
    const reply = (await dispatch(channel, input)) as Reply<typeof channel>
    if (!reply.ok) throw new RequestFailure(reply.error)
    return reply.value
  }
  const stores = { history: createHistoryStore(), request }
  return {
    library,
    stores,
    history: stores.history,
    ask: (changes: Partial<HistoryQuery> = {}) => askHistory(stores, { ...everything, ...changes }),
    /** Asks what is shown once more. */
    askAgain: () => askHistory(stores, stores.history.getState().shown?.query ?? everything),
    /** Keeps answers of a channel back until the returned function is called. */
    hold: (channel: ChannelName) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      holds.set(channel, promise)
      return () => {
        holds.delete(channel)
        resolve()
      }
    },
    /** What a channel was asked so far. */
    inputsOf: <C extends ChannelName>(channel: C) =>
      asked.filter((each) => each.channel === channel).map(({ input }) => input as Input<C>), // Sent to that channel.
    forget: () => void asked.splice(0),
  }
}
