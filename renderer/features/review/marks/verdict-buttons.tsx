import type { Verdict } from '../../../../shared/domain/review.ts'
import { commands } from '../../../app/commands/commands.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Button } from '../../../ui/button.tsx'
import { Tooltip } from '../../../ui/tooltip.tsx'
import { VerdictIcon } from './verdict-icon.tsx'

interface VerdictButtonsProps {
  /** null where there is none, or where those it is about have different ones. */
  readonly verdict: Verdict | null
  readonly onJudge: (verdict: Verdict | null) => void
}

/** Keep or reject; the one that holds, pressed once more, is taken back. */
export function VerdictButtons({ verdict, onJudge }: VerdictButtonsProps) {
  const t = useTranslate()
  return (
    <div className="verdict-buttons" role="group" aria-label={t('review.verdict')}>
      {(['keep', 'reject'] as const).map((each) => (
        <Tooltip key={each} text={t(`command.${each}`)} shortcut={commands[each].keys[0]}>
          <Button
            className="verdict-buttons__button"
            icon={<VerdictIcon verdict={each} size={13} />}
            aria-pressed={verdict === each}
            onClick={() => onJudge(verdict === each ? null : each)}
          >
            {t(`review.${each}`)}
          </Button>
        </Tooltip>
      ))}
    </div>
  )
}
