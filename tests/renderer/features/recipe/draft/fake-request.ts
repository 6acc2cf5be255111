import { RequestFailure, type Request } from '../../../../../renderer/api/request.ts'
import type { Failure } from '../../../../../shared/errors.ts'
import type { ChannelName } from '../../../../../shared/ipc/channels.ts'
import type { Input, Output } from '../../../../../shared/ipc/contract.ts'

type Answers = { [C in ChannelName]?: (input: Input<C>) => Output<C> | Promise<Output<C>> }

export interface FakeRequest {
  readonly request: Request
  readonly calls: { readonly channel: ChannelName; readonly input: unknown }[]
  readonly answers: Answers
}

/** Answers requests from what the test scripts, and remembers them. */
export function createFakeRequest(answers: Answers): FakeRequest {
  const calls: { channel: ChannelName; input: unknown }[] = []
  const request = async (channel: ChannelName, input?: unknown): Promise<unknown> => {
    calls.push({ channel, input })
    const answer = answers[channel] as ((input: unknown) => unknown) | undefined // The union of all answers.
    if (answer === undefined) throw refusal({ code: 'invalid-request', message: `Nothing answers ${channel}.` })
    return answer(input)
  }
  return { request: request as Request, calls, answers } // One function stands for every channel.
}

export function refusal(failure: Failure): RequestFailure {
  return new RequestFailure(failure)
}
