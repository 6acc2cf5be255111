import { MarksInline } from '../review/marks/mark-badges.tsx'
import { unmarked } from '../review/marks/marks.ts'
import { useMarks } from '../review/marks/use-marks.ts'
import type { Side } from './side.ts'

interface PaneLabelProps {
  readonly at: 'left' | 'right'
  readonly side: Side
}

/** What stands over a picture that is compared: which one it is, and what was said of it. */
export function PaneLabel({ at, side }: PaneLabelProps) {
  const { result, text, detail } = side
  const marks = useMarks(result?.id ?? null, result?.output ?? unmarked)
  return (
    <span className="stage__label" data-side={at}>
      <span className="one-line">
        <strong>{text}</strong>
        {detail !== '' && ` · ${detail}`}
      </span>
      <MarksInline marks={marks} />
    </span>
  )
}
