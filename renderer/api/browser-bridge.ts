import { channelNames, type ChannelName } from '../../shared/ipc/channels.ts'
import type { Bridge, PageEvent, Requests } from '../../shared/ipc/contract.ts'
import { openEventFeed } from './event-feed.ts'
import { postJson, postLastly } from './post.ts'
import { createRequest, RequestFailure } from './request.ts'
import { resync } from './resync.ts'
import { sendFiles } from './send-files.ts'

/** What is asked in the moment a page is left, and still means something after it. */
const outliving: ReadonlySet<ChannelName> = new Set(['page:write', 'review:change', 'review:undo'])
const edges = { min: 16, max: 4_096 } as const

/** The bridge over loopback. Resolves when events come in; rejects where the host does not answer. */
export async function openBrowserBridge(): Promise<Bridge<File>> {
  const listeners = new Set<(event: PageEvent) => void>()
  const requests = createRequests()
  const emit = (event: PageEvent): void => {
    for (const listener of listeners) listener(event)
  }
  const onReturn = (): void => {
    resync(createRequest({ requests }), emit).catch((thrown: unknown) => {
      if (!(thrown instanceof RequestFailure)) throw thrown
      emit({ name: 'notice', payload: thrown.failure })
    })
  }
  await openEventFeed({ url: '/events', onEvent: emit, onReturn, onOther: () => location.reload() })
  return {
    host: 'browser',
    requests,
    onEvent: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    addFiles: sendFiles,
    pictureUrl: (picture, edge) => {
      const pixels = Math.min(edges.max, Math.max(edges.min, Math.round(edge)))
      return `/picture/${encodeURIComponent(picture)}?edge=${pixels}`
    },
  }
}

function createRequests(): Requests {
  const entries = channelNames.map((channel) => {
    const post = outliving.has(channel) ? postLastly : postJson
    return [channel, (input: unknown) => post(`/api/${channel}`, input)]
  })
  return Object.fromEntries(entries) as Requests // One function for each channel; main parses the rest.
}
