import { Flag, ListEnd, X } from 'lucide-react'
import { commands } from '../../../app/commands/commands.ts'
import { useFrom, useStores } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { marksText } from './mark-badges.tsx'
import { unmarked } from './marks.ts'
import { RatingField } from './rating-field.tsx'
import type { ReviewTargets } from '../review-targets.ts'
import { useMarks } from './use-marks.ts'
import { useMarkTargets } from './use-mark-targets.ts'
import './marks-bar.css'

interface MarksBarProps {
  readonly targets: ReviewTargets
  /** The result that is looked at; null where there is none. */
  readonly output: string | null
}

/** What is said of the result that is looked at, and the ways to say it. */
export function MarksBar({ targets, output }: MarksBarProps) {
  const t = useTranslate()
  const { layout } = useStores()
  const isAdvancing = useFrom('layout', (state) => state.isAdvancing)
  const mark = useMarkTargets(targets)
  const marks = useMarks(output, (output === null ? null : targets.marksOf(output)) ?? unmarked)
  const isNothing = output === null
  return (
    <div className="marks-bar" role="group" aria-label={t('review.marks')}>
      <IconButton
        icon={<Flag size={15} fill={marks.verdict === 'keep' ? 'currentColor' : 'none'} />}
        label={t('command.keep')}
        shortcut={commands.keep.keys[0]}
        isPressed={marks.verdict === 'keep'}
        disabled={isNothing}
        onClick={() => void mark.verdict(marks.verdict === 'keep' ? null : 'keep')}
      />
      <IconButton
        icon={<X size={16} strokeWidth={marks.verdict === 'reject' ? 3 : 2} />}
        label={t('command.reject')}
        shortcut={commands.reject.keys[0]}
        isPressed={marks.verdict === 'reject'}
        disabled={isNothing}
        onClick={() => void mark.verdict(marks.verdict === 'reject' ? null : 'reject')}
      />
      <RatingField rating={marks.rating} isDisabled={isNothing} onRate={(rating) => void mark.rate(rating)} />
      <IconButton
        icon={<ListEnd size={16} />}
        label={t('command.toggle-advance')}
        shortcut={commands['toggle-advance'].keys[0]}
        isPressed={isAdvancing}
        onClick={() => layout.setState({ isAdvancing: !isAdvancing })}
      />
      <span className="visually-hidden" role="status">
        {isNothing ? '' : marksText(marks, t)}
      </span>
    </div>
  )
}
