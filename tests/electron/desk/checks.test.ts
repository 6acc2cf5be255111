import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { createTestDesk, type TestDeskOptions } from './test-desk.ts'

type Test = Awaited<ReturnType<typeof createTestDesk>>

async function verified(test: Test, batchId: string | null = null) {
  await test.call('verify:start', { batchId, lookIn: [] })
  return eventually(async () => {
    const state = await test.call('verify:read')
    expect(state.phase).not.toBe('verifying')
    return state
  })
}

async function doneBatch({ pictures = ['a.jpg', 'b.jpg', 'c.jpg'], host = {} }: TestDeskOptions = {}) {
  const test = await createTestDesk({ pictures, host })
  const id = await test.start()
  await test.settled(id)
  const outputs = (await test.items(id)).map(({ outputs }) => outputs[0]!)
  return { ...test, id, outputs }
}

it('verifies in the background, tells how far it is, and names what is not as it was written', async () => {
  const test = await doneBatch()
  const [first, second] = test.outputs
  writeFileSync(first!.path, 'edited')
  rmSync(second!.path)
  const state = await verified(test)
  expect(state).toMatchObject({ phase: 'done', done: 3, total: 3, failure: null })
  expect(state.counts).toEqual({ edited: 1, missing: 1, unchanged: 1 })
  expect(state.findings.map(({ path, verdict }) => [path, verdict])).toEqual([
    [first!.path, 'edited'],
    [second!.path, 'missing'],
  ])
  expect(test.payloads('verify').at(-1)).toEqual(state)
  expect(test.payloads('history')).not.toEqual([])
})

it('offers the place of a moved result, takes it when it is told to, and finds nothing the next time', async () => {
  const test = await doneBatch()
  renameSync(test.outputs[0]!.path, join(test.outputs[0]!.path, '..', 'renamed.png'))
  expect((await verified(test)).counts).toEqual({ unchanged: 2, moved: 1 })
  expect(await test.call('verify:relink')).toBe(1)
  expect((await verified(test)).counts).toEqual({ unchanged: 3 })
})

it('verifies one thing at a time, and stops when it is told to', async () => {
  const test = await doneBatch()
  await test.call('verify:start', { batchId: test.id, lookIn: [] })
  const second = await test.ask('verify:start', { batchId: null, lookIn: [] })
  expect(second).toMatchObject({ ok: false, error: { code: 'invalid-request' } })
  await test.call('verify:stop')
  expect((await test.call('verify:read')).phase).toBe('stopped')
})

it('searches no typed folder where there are dialogs', async () => {
  const test = await createTestDesk()
  const typed = await test.ask('folders:search', { path: test.photos })
  expect(typed).toMatchObject({ ok: false, error: { code: 'invalid-request' } })
})

it('repairs from a folder that was typed, and refuses one that is not there', async () => {
  const test = await doneBatch({ host: { kind: 'browser' } })
  const missing = await test.ask('folders:search', { path: join(test.folder, 'nowhere') })
  expect(missing).toMatchObject({ ok: false, error: { code: 'invalid-request' } })
  const folder = await test.call('folders:search', { path: test.photos })
  await test.call('repair:start', { folders: [folder!.id] })
  const state = await eventually(async () => {
    const now = await test.call('repair:read')
    expect(now.phase).toBe('done')
    return now
  })
  expect(state.report).toMatchObject({ files: 6, known: 3, adopted: 0, unreadable: [] })
})
