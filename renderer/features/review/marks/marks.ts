import type { Rating, Verdict } from '../../../../shared/domain/review.ts'
import type { ReviewChange } from '../../../../shared/ipc/history-inputs.ts'

/** What a person made of a result, as far as a small picture shows it. */
export interface Marks {
  readonly verdict: Verdict | null
  readonly rating: Rating
}

export const unmarked: Marks = { verdict: null, rating: 0 }

/** Marks that lie over others; what is undefined leaves what is below. */
export type LaidMarks = { readonly [K in keyof Marks]?: Marks[K] | undefined }

/** The part of a change that is seen on pictures. */
export function marksIn({ verdict, rating }: ReviewChange): LaidMarks {
  return { ...(verdict !== undefined && { verdict }), ...(rating !== undefined && { rating }) }
}

/** What is seen: a row's own marks, and what lies over them. */
export function layOver({ verdict, rating }: Marks, laid: LaidMarks | null): Marks {
  if (laid === null) return { verdict, rating }
  return { verdict: laid.verdict === undefined ? verdict : laid.verdict, rating: laid.rating ?? rating }
}
