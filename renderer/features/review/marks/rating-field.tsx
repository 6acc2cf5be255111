import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { Star } from 'lucide-react'
import { ratings, type Rating } from '../../../../shared/domain/review.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import './rating-field.css'

interface RatingFieldProps {
  /** null where those it is about are rated differently. */
  readonly rating: Rating | null
  readonly onRate: (rating: Rating) => void
  readonly isDisabled?: boolean | undefined
}

/** One to five stars; the star that is lit last, pressed once more, takes all of them away. */
export function RatingField({ rating, onRate, isDisabled = false }: RatingFieldProps) {
  const t = useTranslate()
  const lit = rating ?? 0
  return (
    <RadioGroup
      className="rating-field"
      aria-label={t('review.rating')}
      value={lit === 0 ? null : lit}
      onValueChange={(value) => onRate(value as Rating)} // Only ratings can be chosen.
      disabled={isDisabled}
    >
      {ratings
        .filter((value) => value > 0)
        .map((value) => (
          <Radio.Root
            key={value}
            className="rating-field__star"
            value={value}
            aria-label={t('review.stars', { rating: value })}
            title={t('review.stars', { rating: value })}
            data-lit={value <= lit ? '' : undefined}
            onClick={() => value === lit && onRate(0)}
          >
            <Star size={15} aria-hidden="true" fill={value <= lit ? 'currentColor' : 'none'} />
          </Radio.Root>
        ))}
    </RadioGroup>
  )
}
