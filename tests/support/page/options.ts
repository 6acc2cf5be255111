/** What the fake library holds, from the address of the page: `?count=300&scenario=running&theme=dark`. */
export interface FakeOptions {
  /** Sources on the light table. */
  readonly count: number
  /** `first-run`: nothing at all; `table`: sources alone; `history`: and finished batches; `running`: one works. */
  readonly scenario: 'first-run' | 'table' | 'history' | 'running'
  readonly host: 'desktop' | 'browser'
  readonly mode: 'paid' | 'practice'
  readonly theme: 'system' | 'light' | 'dark'
  readonly language: 'en' | 'de' | null
  readonly keys: 'none' | 'keychain' | 'environment' | 'absent' | 'locked' | 'refused' | 'hanging'
  /** Another process holds the library. */
  readonly isBusy: boolean
  /** Main cannot be reached at all. */
  readonly isBroken: boolean
  /** Batches in the history. */
  readonly batches: number
  /** Entries of the history. */
  readonly history: number
  /** How long every question about the history takes. */
  readonly slowMs: number
}

export function readOptions(query: string): FakeOptions {
  const values = new URLSearchParams(query)
  const scenario = oneOf(['history', 'first-run', 'table', 'running'] as const, values.get('scenario'))
  return {
    count: scenario === 'first-run' ? 0 : Number(values.get('count') ?? 300),
    scenario,
    host: oneOf(['desktop', 'browser'] as const, values.get('host')),
    mode: oneOf(['paid', 'practice'] as const, values.get('mode')),
    theme: oneOf(['system', 'light', 'dark'] as const, values.get('theme')),
    language: values.get('lang') === null ? null : oneOf(['en', 'de'] as const, values.get('lang')),
    keys: oneOf(
      ['keychain', 'none', 'environment', 'absent', 'locked', 'refused', 'hanging'] as const,
      values.get('keys'),
    ),
    isBusy: values.has('busy'),
    isBroken: values.has('broken'),
    batches: Number(values.get('batches') ?? 12),
    history: scenario === 'first-run' || scenario === 'table' ? 0 : Number(values.get('history') ?? 4_000),
    slowMs: Number(values.get('slow') ?? 0),
  }
}

function oneOf<T extends string>(choices: readonly [T, ...T[]], wanted: string | null): T {
  return choices.find((choice) => choice === wanted) ?? choices[0]
}
