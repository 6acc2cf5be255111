import type { Failure } from '../../shared/errors.ts'
import type { ChannelName } from '../../shared/ipc/channels.ts'
import type { Bridge, Input, Output, Reply } from '../../shared/ipc/contract.ts'

/** What a request throws when it was answered with a failure, or not at all. */
export class RequestFailure extends Error {
  override readonly name = 'RequestFailure'
  readonly failure: Failure

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.message, options)
    this.failure = failure
  }
}

/** Asks main and resolves with the value; throws `RequestFailure` and nothing else. */
export type Request = <C extends ChannelName>(
  channel: C,
  ...input: Input<C> extends undefined ? [] : [input: Input<C>]
) => Promise<Output<C>>

export const connectionLost: Failure = { code: 'unexpected', message: 'Lightbench is not running any more.' }

export function createRequest({ requests }: Pick<Bridge<File>, 'requests'>): Request {
  return async (channel, ...input) => {
    // TypeScript cannot tie the arguments to the channel; `Requests` and `Request` say the same of both.
    const call = requests[channel] as (...input: unknown[]) => Promise<Reply<typeof channel>>
    const reply = await unlessLost(() => call(...input))
    if (!reply.ok) throw new RequestFailure(reply.error)
    return reply.value
  }
}

/** A bridge answers failures as values; one that rejects has lost its other end. */
async function unlessLost<R>(call: () => Promise<R>): Promise<R> {
  try {
    return await call()
  } catch (thrown) {
    throw new RequestFailure(connectionLost, { cause: thrown })
  }
}
