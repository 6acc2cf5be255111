import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { progressParts } from '../../../../renderer/features/batch/batch-text.ts'
import { unfinishedBatches } from '../../../../renderer/features/batch/current-batch.ts'
import {
  canCancel,
  canResume,
  cutOf,
  isHeldUp,
  isOwnCapFull,
  isOfflineWait,
  markOf,
  progressSegments,
  tallyOf,
} from '../../../../renderer/features/batch/progress.ts'
import { createTranslate } from '../../../../renderer/messages/translate.ts'
import { itemStatuses } from '../../../../shared/domain/item.ts'
import { nanoUsd } from '../../../../shared/domain/money.ts'
import { buildBatch } from './build-batch.ts'

const t = createTranslate('en')

describe('how far a batch is', () => {
  it('is said in one line', () => {
    const row = buildBatch({
      status: 'running',
      activity: 'running',
      total: 490,
      counts: { done: 310, failed: 2, waiting: 3, submitting: 1, queued: 170, skipped: 4 },
      charged: nanoUsd(12_480_000_000),
      etaMs: 350_000,
    })
    expect(progressParts(row, t).join(' · ')).toBe('312/486 · 4 running · 2 failed · $12.48 spent · 6 min left')
  })

  it('leaves out money where there is none, and says why it stands still', () => {
    const row = buildBatch({
      status: 'paused',
      counts: { done: 3, parked: 7 },
      charged: nanoUsd(0),
      perItem: nanoUsd(0),
    })
    expect(progressParts(row, t)).toEqual(['3/10', 'paused'])
  })

  it('calls practice money by its name', () => {
    const row = buildBatch({ mode: 'practice', counts: { done: 10 } })
    expect(progressParts(row, t)).toContain('$0.40 practice money spent')
  })

  it('is a bar whose parts are never more than all of it', () => {
    const counts = fc.dictionary(fc.constantFrom(...itemStatuses), fc.nat(500))
    fc.assert(
      fc.property(counts, (counts) => {
        const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
        const tally = tallyOf({ counts, total })
        const { done, failed, unresolved, running, cancelled, skipped, left } = tally
        expect(done + failed + unresolved + running + cancelled + skipped + left).toBe(total)
        const segments = progressSegments(tally)
        expect(segments.every(({ share }) => share > 0 && share <= 1)).toBe(true)
        expect(segments.reduce((sum, { share }) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9)
      }),
    )
  })
})

describe('how a batch stands', () => {
  it.each([
    ['running', { activity: 'running', status: 'running' }],
    ['running', { activity: 'stopping', status: 'running' }],
    ['waiting', { activity: 'waiting', status: 'running' }],
    ['paused', { status: 'paused', counts: { done: 3, parked: 7 } }],
    ['paused', { status: 'running' }],
    ['unresolved', { status: 'done', counts: { done: 9, unresolved: 1 } }],
    ['failed', { status: 'done', counts: { done: 9, failed: 1 } }],
    ['done', { status: 'done' }],
    ['cancelled', { status: 'cancelled', counts: { done: 3, cancelled: 7 } }],
    ['cancelled', { status: 'cancelled', counts: { done: 3, failed: 2, cancelled: 5 } }],
  ] as const)('is %s for %j', (mark, changes) => expect(markOf(buildBatch(changes))).toBe(mark))
})

describe('a batch that stands still', () => {
  const paused = buildBatch({ status: 'paused', counts: { done: 3, parked: 5, unresolved: 2 } })

  it('can go on with what is left, though something else waits for a decision', () => {
    expect(markOf(paused)).toBe('unresolved')
    expect([canResume(paused), canCancel(paused)]).toEqual([true, true])
  })

  it('cannot where it is over, runs, or has only unanswered items', () => {
    expect(canResume({ ...paused, status: 'cancelled' })).toBe(false)
    expect(canResume({ ...paused, activity: 'running' })).toBe(false)
    expect(canResume({ ...paused, counts: { done: 8, unresolved: 2 } })).toBe(false)
    expect(canCancel({ ...paused, activity: 'stopping' })).toBe(false)
  })
})

describe('the batches that still need something', () => {
  it('have those that run first, and none that are over', () => {
    const rows = [
      buildBatch({ number: 4, status: 'paused', counts: { parked: 10 } }),
      buildBatch({ number: 3 }),
      buildBatch({ number: 2, status: 'running', activity: 'running' }),
      buildBatch({ number: 1, counts: { done: 9, failed: 1 } }),
    ]
    expect(unfinishedBatches(rows).map(({ number }) => number)).toEqual([2, 4])
  })
})

describe('what cancelling cuts off', () => {
  it('counts only what was sent as under way: what is being prepared is not sent any more', () => {
    const counts = { planned: 1, queued: 2, preparing: 3, reserved: 4, submitting: 5, waiting: 6, done: 7 }
    expect(cutOf({ counts, total: 28 })).toEqual({ unsent: 10, underWay: 11 })
  })
})

describe('a batch that stopped at a cap', () => {
  const stopped = { status: 'paused', charged: nanoUsd(200_000_000), perItem: nanoUsd(40_000_000) } as const
  it.each([
    ['its own', 200_000_000, true],
    ['its own, with too little left for one more', 230_000_000, true],
    ['one of the settings', 240_000_000, false],
    ['one of the settings, having none itself', null, false],
  ] as const)('stopped at %s', (_title, cap, isOwn) => {
    expect(isOwnCapFull(buildBatch({ ...stopped, cap: cap === null ? null : nanoUsd(cap) }))).toBe(isOwn)
  })
})

describe('a batch without a network', () => {
  const pause = { code: 'offline', message: 'No connection.' } as const

  it('waits for it and says why', () => {
    const row = buildBatch({ status: 'paused', activity: 'waiting', pause })
    expect([isOfflineWait(row), isHeldUp(row), canResume(row)]).toEqual([true, true, false])
  })

  it('is held up without waiting where its user stopped it', () => {
    const row = buildBatch({ status: 'paused', pause })
    expect([isOfflineWait(row), isHeldUp(row)]).toEqual([false, true])
  })

  it('is another matter than waiting for a turn', () => {
    const row = buildBatch({ status: 'paused', activity: 'waiting', pause: { code: 'library-busy', message: '' } })
    expect([isOfflineWait(row), isHeldUp(row)]).toEqual([false, false])
  })
})
