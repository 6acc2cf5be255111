import { RotateCcw, SquarePen } from 'lucide-react'
import type { ResultDetails } from '../../../../shared/ipc/history-rows.ts'
import { commands } from '../../../app/commands/commands.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Button } from '../../../ui/button.tsx'
import { Section } from '../../../ui/section.tsx'
import { Tooltip } from '../../../ui/tooltip.tsx'
import { LineageChain } from './lineage-chain.tsx'
import { ResultFacts } from './result-facts.tsx'
import { ResultFiles } from './result-files.tsx'
import { ResultMarks } from './result-marks.tsx'
import { ResultPictures } from './result-pictures.tsx'
import { ResultProof } from './result-proof.tsx'
import { ResultRecipe } from './result-recipe.tsx'
import { useAgain } from '../again/use-again.ts'

/** The panel of a result, from what is judged down to what proves it. */
export function ResultSections({ details }: { readonly details: ResultDetails }) {
  const t = useTranslate()
  const { row, output, collections } = details
  return (
    <div className="result-panel__body">
      <h2 className="result-panel__name">
        <bdi>{output.name}</bdi>
      </h2>
      <ResultPictures row={row} output={output} />
      <ResultMarks details={details} />
      <ResultRecipe details={details} />
      <ResultAgain details={details} />
      <ResultFacts details={details} />
      <LineageChain details={details} />
      <ResultFiles details={details} />
      {collections.length > 0 && (
        <Section title={t('review.collections')}>
          <ul>
            {collections.map((name) => (
              <li key={name}>
                <bdi>{name}</bdi>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <ResultProof details={details} />
    </div>
  )
}

function ResultAgain({ details }: { readonly details: ResultDetails }) {
  const t = useTranslate()
  const again = useAgain()
  const { row, repeatable } = details
  const items = () => [{ id: row.itemId, prompt: row.prompt, model: row.model }]
  return (
    <Section title={t('review.again')}>
      <div className="result-panel__actions">
        <Tooltip text={t('command.do-again')} shortcut={commands['do-again'].keys[0]}>
          <Button icon={<SquarePen />} onClick={() => void again.askForWords(items)}>
            {t('command.do-again')}
          </Button>
        </Tooltip>
        <Tooltip text={t('command.run-again')} shortcut={commands['run-again'].keys[0]}>
          <Button icon={<RotateCcw />} onClick={() => void again.runExactly(items)}>
            {t('command.run-again')}
          </Button>
        </Tooltip>
        <p className="quiet">{t(`review.expect-${repeatable}`)}</p>
      </div>
    </Section>
  )
}
