import { useTranslate } from '../../messages/use-translate.ts'
import type { Translate } from '../../messages/translate.ts'
import { modelName } from '../batch/batch-text.ts'
import { MarksInline } from '../review/marks/mark-badges.tsx'
import { unmarked } from '../review/marks/marks.ts'
import { useMarks } from '../review/marks/use-marks.ts'
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
    ...(hasSource ? [{ ...subject.source, result: null, label: t('compare.before') }] : []),
    ...subject.results.map((result, index) => ({ ...result, result, label: resultLabel(subject.results, index, t) })),
  ]
  return (
    <div className="results-strip" role="group" aria-label={t('compare.results')}>
      {choices.map(({ key, picture, result, label }) => (
        <button
          key={key}
          type="button"
          className="results-strip__choice"
          aria-pressed={key === chosen}
          onClick={() => onChoose(key)}
        >
          <StripPicture picture={picture} />
          <span>{label}</span>
          {result !== null && <ResultMarks result={result} />}
        </button>
      ))}
    </div>
  )
}

function ResultMarks({ result }: { readonly result: ViewedResult }) {
  return <MarksInline marks={useMarks(result.id, result.output ?? unmarked)} />
}

/** What tells a result from the others: its batch, or its number where one batch made all of them. */
export function resultLabel(results: readonly ViewedResult[], index: number, t: Translate): string {
  const output = results[index]?.output ?? null
  const isOfOne = results.every((result) => batchOf(result) === output?.batchNumber)
  if (output === null || (isOfOne && results.length > 1)) return t('compare.result', { number: index + 1 })
  const label = t('compare.result-of-batch', { model: modelName(output.model), batch: output.batchNumber })
  const siblings = results.filter((result) => batchOf(result) === output.batchNumber)
  return siblings.length === 1 ? label : `${label} · ${siblings.findIndex((result) => result.output === output) + 1}`
}

function batchOf({ output }: ViewedResult): number | undefined {
  return output?.batchNumber
}
