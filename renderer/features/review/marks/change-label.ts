import type { ReviewChange } from '../../../../shared/ipc/history-inputs.ts'
import type { Translate } from '../../../messages/translate.ts'

/** What a change did, such as “37 rejected”. */
export function changeLabel(change: ReviewChange, count: number, t: Translate): string {
  const { verdict, rating, addTags = [], removeTags = [], note } = change
  if (verdict !== undefined) return t(`review.done-${verdict ?? 'unmark'}`, { count })
  if (rating !== undefined) return t(rating === 0 ? 'review.done-unrated' : 'review.done-rated', { count, rating })
  if (note !== undefined) return t('review.done-note', { count })
  return addTags.length > 0
    ? t('review.done-tagged', { count, tags: addTags.join(', ') })
    : t('review.done-untagged', { count, tags: removeTags.join(', ') })
}
