import type { Figure } from '../measure.ts'
import { compareRounds, type Rounds } from './in-turn.ts'
import { lateMs, type Frames } from './scroll.ts'

type Show = (value: number) => string

interface FiguresOptions<T> {
  readonly name: string
  readonly rounds: Rounds<T>
  /** What the baseline is. */
  readonly beside: string
}

/** Makes lines of the report about rounds. */
export function figuresOf<T>({ name, rounds, beside }: FiguresOptions<T>) {
  const figure = (title: string, read: (round: T) => number, show: Show): Figure => {
    const { ours, bare, ratio } = compareRounds(rounds, read)
    return { name: `${name}: ${title}`, value: show(ours), ratio, baseline: `${beside}, ${show(bare)}` }
  }
  const frames = (title: string, read: (round: T) => Frames): readonly Figure[] => [
    figure(`frames over ${lateMs} ms, ${title}`, (round) => read(round).lateShare, percent),
    figure(`longest frame, ${title}`, (round) => read(round).longestMs, milliseconds),
  ]
  return { figure, frames }
}

export function milliseconds(value: number): string {
  return `${value.toFixed(0)} ms`
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

export function megabytes(value: number): string {
  return `${value.toFixed(0)} MB`
}
