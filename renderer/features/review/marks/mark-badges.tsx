import { Star } from 'lucide-react'
import { useTranslate } from '../../../messages/use-translate.ts'
import type { Translate } from '../../../messages/translate.ts'
import type { Marks } from './marks.ts'
import { VerdictIcon } from './verdict-icon.tsx'
import './mark-badges.css'

/** What was said of a result, at the corner of its picture. */
export function VerdictBadge({ verdict }: Pick<Marks, 'verdict'>) {
  if (verdict === null) return null
  return (
    <span className="verdict-badge" data-verdict={verdict} aria-hidden="true">
      <VerdictIcon verdict={verdict} />
    </span>
  )
}

/** The stars a result has; none where it was not rated. */
export function RatingBadge({ rating }: Pick<Marks, 'rating'>) {
  if (rating === 0) return null
  return (
    <span className="rating-badge" aria-hidden="true">
      <Star size={10} fill="currentColor" />
      {rating}
    </span>
  )
}

/** Marks as they are read aloud, and shown in labels. */
export function marksText({ verdict, rating }: Marks, t: Translate): string {
  return [verdict === null ? '' : t(`review.is-${verdict}`), rating === 0 ? '' : t('review.stars', { rating })]
    .filter((part) => part !== '')
    .join(', ')
}

/** Verdict and stars in a line of text. */
export function MarksInline({ marks }: { readonly marks: Marks }) {
  const t = useTranslate()
  const text = marksText(marks, t)
  if (text === '') return null
  return (
    <span className="marks-inline">
      {marks.verdict !== null && <VerdictIcon verdict={marks.verdict} size={11} />}
      <RatingBadge rating={marks.rating} />
      <span className="visually-hidden">{text}</span>
    </span>
  )
}
