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

export type Change = readonly [file: string, snippet: string, replacement: string]

export function bug(name: string, ...changes: readonly Change[]): Bug {
  return { name, changes: changes.map(([file, snippet, replacement]) => ({ name, file, snippet, replacement })) }
}
