import { expect, it } from 'vitest'
import { createEta, progressLine, progressText, standingOf } from '../../../../electron/hosts/cli/progress.ts'
import type { BatchView } from '../../../../electron/batches/batch-view.ts'
import type { ItemStatus } from '../../../../shared/domain/item.ts'
import { nanoUsd } from '../../../../shared/domain/money.ts'
import { addBatch, createTestLibrary } from '../../../support/test-library.ts'

function standing(counts: Partial<Record<ItemStatus, number>>, chargedNano = 0) {
  const { batch } = addBatch(createTestLibrary(), {})
  const view: BatchView = { batch, counts, charged: nanoUsd(chargedNano), reserved: nanoUsd(0) }
  return standingOf(view)
}

it('says count, running, failed, spent and time left', () => {
  const now = standing({ done: 300, failed: 2, skipped: 10, waiting: 3, submitting: 1, queued: 170 }, 12_480_000_000)
  expect(progressText(now, 360_000)).toBe('312/486 · 4 running · 2 failed · $12.48 spent · 6 min left')
  expect(progressLine(now, 360_000, 100)).toBe(
    `${'▓'.repeat(17)}${'░'.repeat(11)}  312/486 · 4 running · 2 failed · $12.48 spent · 6 min left`,
  )
})

it('is never wider than the terminal', () => {
  const now = standing({ done: 300, failed: 2, waiting: 4, queued: 170 }, 12_480_000_000)
  for (let width = 1; width < 130; width += 1) expect(progressLine(now, 360_000, width).length).toBeLessThan(width + 1)
})

it('predicts from what was settled since the run began', () => {
  const eta = createEta({ settled: 100, atMs: 5_000 })
  expect(eta(standing({ done: 100, queued: 100 }), 60_000)).toBeNull()
  expect(eta(standing({ done: 110, queued: 90 }), 15_000)).toBe(90_000)
})

it('counts what waits for a decision as settled, since nothing more comes by itself', () => {
  expect(standing({ unresolved: 1, parked: 1, queued: 1 })).toMatchObject({ total: 3, settled: 2, running: 0 })
})
