import { rmSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createTestRun } from '../../support/test-run.ts'

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
