import type { OutputRow } from '../../../../shared/ipc/rows.ts'
import { RatingField } from './rating-field.tsx'
import { useMarks } from './use-marks.ts'
import { useResultMarking } from './use-result-marking.ts'
import { VerdictButtons } from './verdict-buttons.tsx'
import '../result/result-panel.css'

/** Verdict and stars of one result, to be changed where it is listed. */
export function OutputMarks({ output }: { readonly output: OutputRow }) {
  const marks = useMarks(output.id, output)
  const mark = useResultMarking([output.id], output)
  return (
    <div className="result-panel__marks">
      <VerdictButtons verdict={marks.verdict} onJudge={(verdict) => void mark({ verdict })} />
      <RatingField rating={marks.rating} onRate={(rating) => void mark({ rating })} />
    </div>
  )
}
