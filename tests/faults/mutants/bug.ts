/** A bug as one exact change of one file. Where the snippet is not found the run fails instead of proving nothing. */
export interface Mutant {
  readonly name: string
  /** Path below `electron/`, or `../shared/…`. */
  readonly file: string
  readonly snippet: string
  readonly replacement: string
}

export interface Bug {
  readonly name: string
  readonly changes: readonly Mutant[]
}

/** What is seen of a bug; a program that merely breaks down over a change has not shown it. */
export const breakdown = /A process ended with|broke down|It did not end by itself|\b(Syntax|Type|Reference)Error\b/

export type Change = readonly [file: string, snippet: string, replacement: string]

export function bug(name: string, ...changes: readonly Change[]): Bug {
  return { name, changes: changes.map(([file, snippet, replacement]) => ({ name, file, snippet, replacement })) }
}

/** What was seen and does not show the bug. */
export function told(violations: readonly string[]): string {
  return violations[0] === undefined ? '' : `, and shows only: ${violations[0].slice(0, 300)}`
}
