import { rmSync } from 'node:fs'
import { expect, it } from 'vitest'
import { findEarlier } from '../../../../electron/batches/run/earlier-result.ts'
import { findModel } from '../../../../shared/models/catalogue.ts'
import { createTestRun } from '../../../support/test-run.ts'

it('offers the earlier result instead of paying for the same picture and request again', async () => {
  const first = createTestRun({ content: () => 'the same picture' })
  await first.advance()
  const second = createTestRun({ library: first, content: () => 'the same picture' })
  await second.advance()
  expect(second.item()).toMatchObject({ status: 'skipped', skipReason: 'already-done', linkedItemId: first.ids[0] })
  expect(second.provider.submitted).toEqual([])
  const reworded = createTestRun({
    library: first,
    content: () => 'the same picture',
    recipe: { prompt: 'make it cold' },
  })
  await reworded.advance()
  expect(reworded.item().status).toBe('done')
})

it('pays again for an earlier result whose file is gone', async () => {
  const first = createTestRun({ content: () => 'the same picture' })
  await first.advance()
  for (const path of first.outputPaths()) rmSync(path)
  const second = createTestRun({ library: first, content: () => 'the same picture' })
  await second.advance()
  expect(second.item().status).toBe('done')
})

it('pays once for two equal pictures that are prepared side by side', async () => {
  const run = createTestRun({ count: 6, content: () => 'the same picture' })
  await run.run()
  expect(run.provider.submitted).toHaveLength(1)
  expect([0, 1, 2, 3, 4, 5].map((position) => run.item(position).status).toSorted()).toEqual([
    'done',
    ...Array.from({ length: 5 }, () => 'skipped'),
  ])
})

it('does not pay again for a result that was moved to the bin', async () => {
  const first = createTestRun({ content: () => 'the same picture' })
  await first.advance()
  for (const path of first.outputPaths()) rmSync(path)
  first.database.run(`UPDATE output SET binned_at = '2026-03-01T12:00:00.000Z'`)
  const second = createTestRun({ library: first, content: () => 'the same picture' })
  await second.advance()
  expect(second.item()).toMatchObject({ status: 'skipped', skipReason: 'already-done', linkedItemId: first.ids[0] })
  const key = first.items.contentKey(first.ids[0]!)!
  const known = { outputs: first.outputs, batch: { ...second.context.batch, again: false } }
  const model = findModel('runflow/reve/edit')
  expect(await findEarlier({ ...known, model }, 'other', key)).toMatchObject({ isBinned: true })
  // What costs nothing is simply made again.
  expect(await findEarlier({ ...known, model: findModel('local/adjust') }, 'other', key)).toBeNull()
})
