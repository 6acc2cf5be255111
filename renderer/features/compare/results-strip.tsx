import { useTranslate } from '../../messages/use-translate.ts'
import type { Translate } from '../../messages/translate.ts'
import { modelName } from '../batch/batch-text.ts'
import { StripPicture } from './strip-picture.tsx'
import type { Subject, ViewedResult } from './subject.ts'
import './results-strip.css'

interface ResultsStripProps {
  readonly subject: Subject
  readonly chosen: string
  /** The source stands in the strip too. */
  readonly hasSource: boolean
  readonly onChoose: (key: string) => void
}

/** The results of one source, to choose the one that is looked at. */
export function ResultsStrip({ subject, chosen, hasSource, onChoose }: ResultsStripProps) {
  const t = useTranslate()
  const choices = [
    ...(hasSource ? [{ ...subject.source, label: t('compare.before') }] : []),
    ...subject.results.map((result, index) => ({ ...result, label: resultLabel(result, index, t) })),
  ]
  return (
    <div className="results-strip" role="group" aria-label={t('compare.results')}>
      {choices.map(({ key, picture, label }) => (
        <button
          key={key}
          type="button"
          className="results-strip__choice"
          aria-pressed={key === chosen}
          onClick={() => onChoose(key)}
        >
          <StripPicture picture={picture} />
          <span>{label}</span>
        </button>
      ))}
    </div>
  )
}

function resultLabel({ output }: ViewedResult, index: number, t: Translate): string {
  if (output === null) return t('compare.result', { number: index + 1 })
  return t('compare.result-of-batch', { model: modelName(output.model), batch: output.batchNumber })
}
