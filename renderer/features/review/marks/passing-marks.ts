import type { ChannelName } from '../../../../shared/ipc/channels.ts'
import type { Outputs } from '../../../../shared/ipc/contract.ts'
import type { Request } from '../../../api/request.ts'
import type { Marks } from './marks.ts'
import { learnMarks, type ReviewStore } from '../review-store.ts'

type Reading = Marks & { readonly id: string }

/** Answers that tell how results are marked. */
const readings: { readonly [C in ChannelName]?: (answer: Outputs[C]) => Iterable<Reading> } = {
  'batches:items': (rows) => rows.flatMap(({ outputs }) => outputs),
  'items:read': ({ row }) => row.outputs,
  'sources:details': ({ results }) => results,
  'results:read': ({ output }) => [output],
  'history:rows': (rows) => rows.flatMap(({ result }) => (result === null ? [] : [result])),
}

/** Lets the marks of this window be corrected by whatever main says later, also of changes made elsewhere. */
export function learnFromAnswers(request: Request, review: ReviewStore): Request {
  return async (channel, ...input) => {
    const askedAt = review.getState().settled
    const answer = await request(channel, ...input)
    // TypeScript cannot tie the reading to the channel; the table does.
    const read = readings[channel] as ((answer: unknown) => Iterable<Reading>) | undefined
    if (read !== undefined && review.getState().laid.size > 0) learnMarks(review, read(answer), askedAt)
    return answer
  }
}
