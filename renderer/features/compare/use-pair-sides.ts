import { useState } from 'react'
import { useTranslate } from '../../messages/use-translate.ts'
import { resultSide, sourceSide, type Side } from './side.ts'
import type { Subject, ViewedResult } from './subject.ts'

export interface PairSides {
  /** What the result is compared with: the source, or another result. */
  readonly left: Side
  /** The result that is judged; null where there is none. */
  readonly right: Side | null
  /** As many as fit beside each other, the one that is judged among them. */
  readonly all: readonly Side[]
  readonly choose: (key: string) => void
  readonly compareWith: (key: string) => void
  /** Judges the result after or before this one, going round. */
  readonly step: (by: number) => void
}

/** Beside each other. */
const most = 4

/** Which two of the pictures of a subject are compared; what was chosen holds as long as the subject has it. */
export function usePairSides(subject: Subject): PairSides {
  const t = useTranslate()
  const [chosen, setChosen] = useState<string | null>(null)
  const [against, setAgainst] = useState<string | null>(null)
  const { results } = subject
  const right = results.find(({ key }) => key === chosen) ?? results[0] ?? null
  const left = results.find(({ key }) => key === against && key !== right?.key) ?? null
  const sideOf = (result: ViewedResult): Side => resultSide(subject, result, t)
  const choose = (key: string): void => {
    if (results.every((result) => result.key !== key)) return
    // The two change places rather than being the same.
    if (key === left?.key) setAgainst(right?.key ?? null)
    setChosen(key)
  }
  return {
    left: left === null ? sourceSide(subject, t) : sideOf(left),
    right: right === null ? null : sideOf(right),
    all: fitting(results, right).map((each) => (each === 'source' ? sourceSide(subject, t) : sideOf(each))),
    choose,
    compareWith: setAgainst,
    step: (by) => {
      const index = right === null ? 0 : results.indexOf(right)
      const next = results[(index + by + results.length) % results.length]
      if (next !== undefined) choose(next.key)
    },
  }
}

/** With the source as long as there is room for it. */
function fitting(results: readonly ViewedResult[], chosen: ViewedResult | null): readonly (ViewedResult | 'source')[] {
  if (results.length < most) return ['source', ...results]
  const index = chosen === null ? 0 : results.indexOf(chosen)
  const first = Math.floor(index / most) * most
  const start = Math.min(first, results.length - most)
  return results.slice(start, start + most)
}
