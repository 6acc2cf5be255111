import type { ResultDetails } from '../../../shared/ipc/history-rows.ts'
import type { Reviews } from '../../review/reviews.ts'
import type { Handlers } from '../dispatch.ts'

interface Dependencies {
  readonly reviews: Pick<Reviews, 'change' | 'bin' | 'undo'>
  readonly readResult: (id: string) => Promise<ResultDetails>
}

type ReviewChannel = 'review:change' | 'review:bin' | 'review:undo' | 'results:read'

export function createReviewHandlers({ reviews, readResult }: Dependencies): Pick<Handlers, ReviewChannel> {
  return {
    'review:change': ({ outputs, change }) => reviews.change(outputs, change),
    'review:bin': ({ outputs }) => reviews.bin(outputs),
    'review:undo': ({ undo }) => reviews.undo(undo),
    'results:read': ({ id }) => readResult(id),
  }
}
