interface Range {
  readonly fromMs: number
  readonly toMs: number
}

export interface DelayPlan {
  /** From accepting a Runflow run to its end. */
  readonly run: Range
  /** From accepting an AIML API request to its answer. */
  readonly generation: Range
  /** How long after its answer an AIML API charge shows in the balance, the transactions and the log. */
  readonly postingMs: number
}

export type Delays = 'none' | 'realistic' | DelayPlan

const plans: Readonly<Record<'none' | 'realistic', DelayPlan>> = {
  none: { run: { fromMs: 0, toMs: 0 }, generation: { fromMs: 0, toMs: 0 }, postingMs: 0 },
  realistic: {
    run: { fromMs: 1_000, toMs: 4_000 },
    generation: { fromMs: 2_000, toMs: 5_000 },
    postingMs: 1_500,
  },
}

export function delayPlan(delays: Delays): DelayPlan {
  return typeof delays === 'string' ? plans[delays] : delays
}

export function pickDelayMs({ fromMs, toMs }: Range): number {
  return Math.round(fromMs + Math.random() * (toMs - fromMs))
}
