import { commands, type CommandId } from '../../../app/commands/commands.ts'
import { runCommand } from '../../../app/commands/run-command.ts'
import { useStores } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Button } from '../../../ui/button.tsx'
import { Kbd } from '../../../ui/kbd.tsx'
import { RatingField } from '../marks/rating-field.tsx'
import { useCommonMarks } from '../marks/use-common-marks.ts'
import { useResultMarking } from '../marks/use-result-marking.ts'
import { VerdictButtons } from '../marks/verdict-buttons.tsx'
import './result-panel.css'

/** Several results at once, and what can be done with all of them. */
export function SelectedResults({ outputs }: { readonly outputs: readonly string[] }) {
  const t = useTranslate()
  const mark = useResultMarking(outputs, null)
  const common = useCommonMarks(outputs)
  return (
    <section className="result-panel" aria-label={t('review.details')}>
      <div className="result-panel__body">
        <h2>{t('review.selected', { count: outputs.length })}</h2>
        <div className="result-panel__marks">
          <VerdictButtons verdict={common.verdict} onJudge={(verdict) => void mark({ verdict })} />
          <RatingField rating={common.rating} onRate={(rating) => void mark({ rating })} />
        </div>
        <div className="result-panel__actions">
          <Action id="tag" />
          <Action id="note" />
          <Action id="do-again" />
          <Action id="run-again" />
          <Action id="bin-rejected" />
        </div>
      </div>
    </section>
  )
}

/** The command of the view that has the selection. */
function Action({ id }: { readonly id: CommandId }) {
  const t = useTranslate()
  const stores = useStores()
  const [keys] = commands[id].keys
  return (
    <Button variant="quiet" className="result-panel__action" onClick={() => runCommand(stores.commands, id)}>
      {t(commands[id].title)}
      {keys !== undefined && <Kbd keys={keys} />}
    </Button>
  )
}
