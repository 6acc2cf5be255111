import { useState } from 'react'
import type { ReviewTargets } from '../review/review-targets.ts'
import { pairModes, type CompareMode } from './compare-mode.tsx'
import { activeKey } from './pair-stage.tsx'
import type { Subject } from './subject.ts'
import { useFlicker, type FlickerKey } from './use-flicker.ts'
import { usePairSides, type PairSides } from './use-pair-sides.ts'
import { useViewTargets } from './use-view-targets.ts'
import { useZoom, type SharedZoom } from './use-zoom.ts'
import type { Walk } from './walk.ts'

/** A comparison of what there is to see at one stop. */
export interface Pair {
  readonly sides: PairSides
  readonly mode: CompareMode
  readonly modes: readonly CompareMode[]
  readonly setMode: (mode: CompareMode) => void
  /** Goes to a mode, and from it back to the slider. */
  readonly toggleMode: (mode: CompareMode) => void
  readonly flicker: FlickerKey
  readonly shared: SharedZoom
  readonly targets: ReviewTargets
}

export function usePair(walk: Walk, subject: Subject): Pair {
  const hasSeveral = subject.results.length > 1
  const [wanted, setMode] = useState<CompareMode>('slider')
  // What was wanted holds for every picture that can be compared so.
  const mode = wanted === 'all' && !hasSeveral ? 'side' : wanted
  const sides = usePairSides(subject)
  const { right } = sides
  return {
    sides,
    mode,
    modes: hasSeveral ? [...pairModes, 'all'] : pairModes,
    setMode,
    toggleMode: (other) => setMode((before) => (before === other ? 'slider' : other)),
    flicker: useFlicker(),
    shared: useZoom({
      active: activeKey(mode, right?.viewed.key ?? ''),
      measure: right?.viewed.size ?? null,
    }),
    targets: useViewTargets({
      walk,
      result: right?.result ?? null,
      // Only what is in sight is rejected for the sake of another.
      beside: (mode === 'all' ? sides.all : [sides.left]).map(({ result }) => result),
    }),
  }
}
