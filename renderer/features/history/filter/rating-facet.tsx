import { Star } from 'lucide-react'
import { ratings, type Rating } from '../../../../shared/domain/review.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { useQuery } from './use-query.ts'
import './rating-facet.css'

/** The least a result must be rated; the same star once more takes it back. */
export function RatingFacet({ counts }: { readonly counts: readonly number[] }) {
  const t = useTranslate()
  const { query, change } = useQuery()
  const atLeast = (rating: Rating): number => counts.slice(rating).reduce((sum, count) => sum + count, 0)
  const shown = query.minRating === 0 ? 1 : query.minRating
  return (
    <div className="rating-facet" role="group" aria-label={t('history.rating')}>
      {ratings
        .filter((rating) => rating > 0)
        .map((rating) => (
          <button
            key={rating}
            type="button"
            className="rating-facet__star"
            aria-pressed={query.minRating === rating}
            aria-label={t('history.at-least-count', { rating, count: atLeast(rating) })}
            title={t('history.at-least-count', { rating, count: atLeast(rating) })}
            onClick={() => change({ minRating: query.minRating === rating ? 0 : rating })}
          >
            <Star size={15} fill={rating <= query.minRating ? 'currentColor' : 'none'} aria-hidden="true" />
          </button>
        ))}
      <span className="facets__count" aria-hidden="true">
        {t('gallery.number', { count: atLeast(shown) })}
      </span>
    </div>
  )
}
