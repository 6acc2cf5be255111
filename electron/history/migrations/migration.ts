/**
 * A numbered step from an empty file to the current library. A released step is never edited; a new one is appended.
 * Money is whole nano-dollars; times are ISO 8601 in UTC except `day`, which is the user's own calendar day.
 */
export interface Migration {
  readonly version: number
  readonly statements: readonly string[]
}

/** The values of a column that takes only these. */
export function oneOf(values: readonly string[]): string {
  return `(${values.map((value) => `'${value}'`).join(', ')})`
}

/** Steps that SQLite takes by itself behind each write the event names. */
export function trigger(name: string, event: string, ...steps: readonly string[]): string {
  return `CREATE TRIGGER ${name} ${event} BEGIN ${steps.join('\n')} END`
}
