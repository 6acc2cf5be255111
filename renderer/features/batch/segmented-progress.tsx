import { progressSegments, type Tally } from './progress.ts'
import { settledCount } from './batch-text.ts'
import './segmented-progress.css'

interface SegmentedProgressProps {
  readonly tally: Tally
  readonly label: string
}

/** One bar in parts: done, failed, unanswered, running; the rest is still to do. */
export function SegmentedProgress({ tally, label }: SegmentedProgressProps) {
  return (
    <div
      className="segmented-progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={tally.total}
      aria-valuenow={settledCount(tally)}
    >
      {progressSegments(tally).map(({ kind, share }) => (
        <span
          key={kind}
          className="segmented-progress__part"
          data-kind={kind}
          style={{ inlineSize: `${share * 100}%` }}
        />
      ))}
    </div>
  )
}
