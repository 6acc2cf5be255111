import fc from 'fast-check'
import type { Mode } from '../../../shared/domain/item.ts'
import { nanoUsd } from '../../../shared/domain/money.ts'
import { buildResult } from '../../support/fake-provider.ts'
import { addBatch, type TestLibrary } from '../../support/test-library.ts'

/** One request, and how it ended. */
export interface Story {
  /** Of March 2026. */
  readonly day: number
  readonly mode: Mode
  readonly end: 'charged' | 'failed' | 'open' | 'given-up'
  /** Billionths of a dollar. */
  readonly cost: number
}

export const stories = fc.array(
  fc.record({
    day: fc.integer({ min: 1, max: 28 }),
    mode: fc.constantFrom('paid' as const, 'practice' as const),
    end: fc.constantFrom('charged' as const, 'failed' as const, 'open' as const, 'given-up' as const),
    cost: fc.integer({ min: 0, max: 200_000_000 }),
  }),
  { maxLength: 12 },
)

const price = nanoUsd(40_000_000)

/** Tells a library all of it, as the engine would: a batch of one item for each request. Returns their attempts. */
export function play(library: TestLibrary, told: readonly Story[]): readonly string[] {
  return told.map((story) => {
    library.clock.setNow(new Date(2026, 2, story.day, 12))
    const { entries } = addBatch(library, { mode: story.mode })
    const [entry] = entries
    const attempt = library.journal.begin(entry!, price, { batch: null, day: null, month: null })
    end(library, entry!, { attempt, story })
    return attempt.id
  })
}

type Journal = TestLibrary['journal']

function end(
  { journal }: TestLibrary,
  entry: Parameters<Journal['begin']>[0],
  { attempt, story }: { attempt: ReturnType<Journal['begin']>; story: Story },
): void {
  const said = { code: 'provider-failed', message: 'It failed.' } as const
  const sent = { path: '/', body: '{}', bodySha256: '', keyMark: '' }
  journal.submitting(entry, attempt, sent)
  const submitted = { ...attempt, state: 'submitting' as const }
  if (story.end === 'charged') {
    const cost = { amount: nanoUsd(story.cost), source: 'service' } as const
    return journal.succeeded(entry, submitted, { runId: null, result: buildResult({ cost }), cost })
  }
  if (story.end === 'failed') return journal.failed(entry, submitted, said)
  journal.unresolved(entry, submitted, said)
  if (story.end === 'open') return
  journal.dropped(entry, { ...attempt, state: 'unresolved' }, { status: 'failed' })
}
