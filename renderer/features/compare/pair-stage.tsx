import { assertNever } from '../../../shared/result.ts'
import { Beside } from './beside.tsx'
import type { CompareMode } from './compare-mode.tsx'
import { CompareSlider, Difference, Flicker, pairKey, type PairProps } from './pair-modes.tsx'

interface PairStageProps extends PairProps {
  readonly mode: Exclude<CompareMode, 'all'>
  /** Which one a flicker shows now. */
  readonly showsAfter: boolean
}

/** Two pictures in one of the ways to compare them. */
export function PairStage({ mode, showsAfter, ...pair }: PairStageProps) {
  switch (mode) {
    case 'slider':
      return <CompareSlider {...pair} />
    case 'side':
      return <Beside sides={[pair.left, pair.right]} shared={pair.shared} active={null} onActivate={nothing} />
    case 'flicker':
      return <Flicker {...pair} showsAfter={showsAfter} />
    case 'difference':
      return <Difference {...pair} />
    default:
      return assertNever(mode)
  }
}

/** The pane whose zoom is told and changed by keys. */
export function activeKey(mode: CompareMode, rightKey: string): string {
  return mode === 'side' || mode === 'all' ? rightKey : pairKey
}

function nothing(): void {
  // One of the two is what is judged, whichever is pressed.
}
