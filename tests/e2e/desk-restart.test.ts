import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createApp } from '../../electron/compose.ts'
import { createPracticeServers } from '../../electron/practice/practice.ts'
import { negativePicture } from '../support/practice-transform.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { buildRecipeInput, endedOf, openDesk, type TestDesk } from '../electron/desk/test-desk.ts'
import { eventually } from '../support/eventually.ts'

const delay = { fromMs: 300, toMs: 600 }
const practiceDelays = { run: delay, generation: delay, postingMs: 0 }

async function openLibrary(libraryFolder: string): Promise<TestDesk> {
  const log = { warn: () => undefined, error: () => undefined, addSecret: () => undefined }
  return openDesk(await createApp({ libraryFolder, environment: {}, log, practiceDelays }), { kind: 'browser' })
}

async function close({ desk, app }: TestDesk): Promise<void> {
  await desk.leave()
  await app.close()
}

/** What the practice service charged, by the item it was charged for. */
async function readPracticeLedger(libraryFolder: string) {
  const practice = await createPracticeServers({
    folder: join(libraryFolder, 'practice'),
    delays: 'none',
    transform: negativePicture,
  })
  const { runflow } = await practice.inspect()
  await practice.close()
  return runflow
}

it('runs practice pictures, is quit in the middle, and goes on at the next start without paying twice', async () => {
  const libraryFolder = temporaryFolder()
  const outputFolder = temporaryFolder()
  const first = await openLibrary(libraryFolder)
  await first.call('settings:write', { mode: 'practice' })
  await first.call('intake:samples')
  const total = await eventually(async () => {
    const { total, rows } = await first.call('sources:list', { after: -1, limit: 100 })
    expect(total).toBeGreaterThan(2)
    expect((await first.call('intake:read')).phase).toBe('idle')
    return rows.length
  })
  const folder = await first.call('folders:typed', { path: outputFolder })
  const plan = await first.call('plan:make', {
    selection: { all: true },
    sample: null,
    recipe: buildRecipeInput(),
    outputFolder: folder.id,
    cap: '5',
    again: false,
  })
  expect(plan.quote).toMatchObject({ mode: 'practice', send: total })
  const [{ batchId }, again] = await Promise.all([
    first.call('plan:run', { planId: plan.planId }),
    first.call('plan:run', { planId: plan.planId }),
  ])
  expect(again.batchId, 'a double click').toBe(batchId)
  await eventually(async () => {
    expect((await first.call('batches:read', { id: batchId })).row.counts).not.toEqual({ queued: total })
  })
  await close(first)

  const second = await openLibrary(libraryFolder)
  second.desk.begin()
  const row = await second.settled(batchId)
  expect(row).toMatchObject({ status: 'done', counts: { done: total }, total })
  expect(endedOf(row)).toBe(total)
  const items = await second.call('batches:items', { id: batchId, after: -1, limit: 100 })
  for (const item of items) {
    const [output] = item.outputs
    expect(item).toMatchObject({ status: 'done', sourceId: expect.any(Number) as number })
    const picture = await second.desk.picture(output!.picture, { edge: 64, signal: new AbortController().signal })
    expect(picture.mimeType).toBe('image/webp')
  }
  const { rows } = await second.call('sources:list', { after: -1, limit: 100 })
  expect(rows.map(({ results, status }) => [results, status])).toEqual(rows.map(() => [1, 'done']))
  expect(readdirSync(row.outputFolder)).toHaveLength(total)
  await close(second)

  const { paid, charges, charged } = await readPracticeLedger(libraryFolder)
  expect(charges).toBe(total)
  expect(new Set(paid.map(({ clientRef }) => clientRef)).size, 'no request twice').toBe(paid.length)
  expect(charged).toBe(row.charged)
}, 120_000)
