import { useState } from 'react'
import { useTranslate } from '../../messages/use-translate.ts'
import type { ReviewTargets } from '../review/review-targets.ts'
import type { CompareMode } from './compare-mode.tsx'
import { activeKey } from './pair-stage.tsx'
import { subjectSide, type Side } from './side.ts'
import { useFlicker, type FlickerKey } from './use-flicker.ts'
import { useSubject } from './use-subject.ts'
import { useViewTargets } from './use-view-targets.ts'
import { useZoom, type SharedZoom } from './use-zoom.ts'
import type { Stop, Walk } from './walk.ts'

/** A comparison of two to four selected pictures. */
export interface Several {
  readonly sides: readonly Side[]
  /** The one that keys mean. */
  readonly active: Side
  readonly choose: (key: string) => void
  /** Means the one after or before it, going round. */
  readonly step: (by: number) => void
  readonly mode: CompareMode
  readonly setMode: (mode: CompareMode) => void
  /** Goes to a mode, and from it back to side by side. */
  readonly toggleMode: (mode: CompareMode) => void
  readonly flicker: FlickerKey
  readonly shared: SharedZoom
  readonly targets: ReviewTargets
}

export function useSeveral(walk: Walk): Several {
  const sides = useSides(walk.several)
  const { active, choose, step } = useActive(sides)
  const [wanted, setMode] = useState<CompareMode>('side')
  // More than two lie beside each other or not at all.
  const mode = sides.length === 2 ? wanted : 'side'
  const targets = useViewTargets({ walk, result: active.result, beside: sides.map(({ result }) => result) })
  return {
    sides,
    active,
    choose,
    step,
    mode,
    setMode,
    toggleMode: (other) => setMode((before) => (before === other ? 'side' : other)),
    flicker: useFlicker(),
    shared: useZoom({ active: activeKey(mode, active.viewed.key), measure: active.viewed.size }),
    targets: {
      ...targets,
      move: (steps) => {
        step(steps)
        return () => choose(active.viewed.key)
      },
    },
  }
}

/** Hooks run the same number of times whatever is selected: the last stop stands in for those that are not. */
function useSides(stops: readonly Stop[]): readonly Side[] {
  const t = useTranslate()
  const [first, second, third = second, fourth = third] = stops
  if (first === undefined || second === undefined || third === undefined || fourth === undefined) {
    throw new Error('Fewer than two pictures cannot be compared.')
  }
  const subjects = [useSubject(first), useSubject(second), useSubject(third), useSubject(fourth)]
  return subjects.slice(0, stops.length).map((subject) => subjectSide(subject, t))
}

function useActive(sides: readonly Side[]): Pick<Several, 'active' | 'choose' | 'step'> {
  const [key, choose] = useState<string | null>(null)
  const index = Math.max(
    0,
    sides.findIndex(({ viewed }) => viewed.key === key),
  )
  const active = sides[index]
  if (active === undefined) throw new Error('There is nothing to compare.')
  return {
    active,
    choose,
    step: (by) => choose(sides[(index + by + sides.length) % sides.length]?.viewed.key ?? null),
  }
}
