import { ComparePair } from './compare-pair.tsx'
import { CompareSeveral } from './compare-several.tsx'
import { StageNotYet } from './stage-not-yet.tsx'
import type { Walk } from './walk.ts'

interface CompareViewProps {
  readonly walk: Walk
  readonly onClose: () => void
}

/** Before and after of one picture, or two to four selected ones beside each other. */
export function CompareView({ walk, onClose }: CompareViewProps) {
  if (walk.several.length >= 2) return <CompareSeveral walk={walk} onClose={onClose} />
  if (walk.stop === null) return <StageNotYet walk={walk} onClose={onClose} />
  return <ComparePair walk={walk} stop={walk.stop} onClose={onClose} />
}
