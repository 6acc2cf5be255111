import { AppError, toFailure, type Failure } from '../../shared/errors.ts'
import { channelNames, type ChannelName } from '../../shared/ipc/channels.ts'
import type { Output, Reply } from '../../shared/ipc/contract.ts'
import { inputs, type Inputs } from '../../shared/ipc/inputs.ts'
import type { Result } from '../../shared/result.ts'
import type { Logger } from '../log/logger.ts'

/** What answers each channel. Leaving one out, or answering it with the wrong shape, does not compile. */
export type Handlers = { readonly [C in ChannelName]: (input: Inputs[C]) => Promise<Output<C>> | Output<C> }

/** Answers one call of the page. Never rejects: failures travel as values, because hosts keep only their words. */
export type Dispatch = (channel: string, input: unknown) => Promise<Result<unknown, Failure>>

/** Parses on entry, whichever host the call came through; who may call at all is the host's to decide. */
export function createDispatch(handlers: Handlers, log: Pick<Logger, 'error'>): Dispatch {
  return async (channel, input) => {
    if (!isChannel(channel)) return { ok: false, error: malformed('There is no such request.') }
    return respond(channel, input)
  }

  async function respond<C extends ChannelName>(channel: C, raw: unknown): Promise<Reply<C>> {
    try {
      return { ok: true, value: await handlers[channel](parseInput(channel, raw)) }
    } catch (thrown) {
      if (!(thrown instanceof AppError)) log.error(`${channel} failed`, thrown)
      return { ok: false, error: toFailure(thrown) }
    }
  }
}

export function isChannel(name: string): name is ChannelName {
  return (channelNames as readonly string[]).includes(name) // `includes` wants the narrower type otherwise.
}

function parseInput<C extends ChannelName>(channel: C, raw: unknown): Inputs[C] {
  // Requests without an argument come as null over the wire and as undefined over a message port.
  const parsed = inputs[channel].safeParse(raw ?? undefined)
  if (!parsed.success) throw new AppError('invalid-request', `${channel}: malformed request.`, { cause: parsed.error })
  return parsed.data as Inputs[C] // TypeScript cannot tie the schema to C; `inputs` does.
}

function malformed(message: string): Failure {
  return { code: 'invalid-request', message }
}
