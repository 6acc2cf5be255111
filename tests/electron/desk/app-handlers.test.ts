import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { localDay } from '../../../electron/batches/journal/ledger.ts'
import { createFakeApp } from '../../support/fake-app.ts'
import { buildRecipeInput, createTestDesk } from './test-desk.ts'

it('shows the settings and changes only what is named', async () => {
  const test = await createTestDesk({ pictures: [], host: { kind: 'browser' } })
  const before = await test.call('settings:read')
  expect(before).toMatchObject({
    mode: 'paid',
    theme: 'system',
    language: null,
    caps: { dayUsd: null, monthUsd: null, batchUsd: null },
    outputFolder: null,
    recentFolders: [],
    concurrency: { runflow: 12, aimlapi: 4 },
    uploadGps: false,
    notifications: true,
  })
  await test.call('settings:write', { theme: 'dark', caps: { dayUsd: '$5', monthUsd: ' 20.50 ', batchUsd: null } })
  await test.call('settings:write', { concurrency: { runflow: 2 } })
  expect(await test.call('settings:read')).toEqual({
    ...before,
    theme: 'dark',
    caps: { dayUsd: '5', monthUsd: '20.50', batchUsd: null },
    concurrency: { ...before.concurrency, runflow: 2 },
  })
  expect(test.payloads('settings')).toHaveLength(2)
})

it.each(['5,00', '-1', 'much', ''])('refuses “%s” as a cap and changes nothing', async (dayUsd) => {
  const test = await createTestDesk({ pictures: [] })
  const before = await test.call('settings:read')
  const reply = await test.ask('settings:write', { theme: 'dark', caps: { dayUsd, monthUsd: null, batchUsd: null } })
  expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-request' } })
  expect(await test.call('settings:read')).toEqual(before)
})

it('has the light table looked at afresh when the mode changes', async () => {
  const test = await createTestDesk()
  await test.call('settings:write', { mode: 'practice' })
  expect(test.payloads('sources')).toContainEqual({ total: 1, rows: [], isWhole: true })
})

it('offers the folders results went to lately, the last one first', async () => {
  const test = await createTestDesk({ host: { kind: 'browser' } })
  const names = Array.from({ length: 10 }, (_, index) => join(test.folder, `out-${index}`))
  for (const path of [...names, names[4]!]) {
    mkdirSync(path, { recursive: true })
    const { id } = await test.call('folders:typed', { path })
    await test.settled(await test.start({ outputFolder: id, again: true }))
  }
  const { recentFolders } = await test.call('settings:read')
  expect(recentFolders.map(({ path }) => path)).toEqual([4, 9, 8, 7, 6, 5, 3, 2].map((index) => names[index]))
})

it('holds a run to the requests at a time that were set', async () => {
  const app = createFakeApp()
  const test = await createTestDesk({ app, pictures: Array.from({ length: 20 }, (_, index) => `${index}.jpg`) })
  await test.call('settings:write', { concurrency: { runflow: 1 } })
  let [underWay, most] = [0, 0]
  const { poll } = app.provider
  app.provider.poll = async (...call) => {
    underWay += 1
    most = Math.max(most, underWay)
    await new Promise((resolve) => setImmediate(resolve))
    underWay -= 1
    return poll(...call)
  }
  await test.settled(await test.start())
  expect(most).toBe(1)
})

it('adds up what was spent, by the calendar of the user', async () => {
  const app = createFakeApp()
  app.library.clock.setNow(new Date('2026-03-30T12:00:00'))
  const test = await createTestDesk({ app, pictures: ['a.jpg', 'b.jpg'] })
  await test.call('settings:write', { caps: { dayUsd: '1', monthUsd: null, batchUsd: null } })
  await test.settled(await test.start({ sample: 1 }))
  app.library.clock.setNow(new Date('2026-04-02T00:30:00'))
  await test.settled(await test.start())
  const spend = await test.call('spend:read')
  expect(spend).toMatchObject({
    mode: 'paid',
    day: { charged: 40_000_000, reserved: 0, cap: 1_000_000_000 },
    month: { charged: 40_000_000, cap: null },
  })
  expect(spend.days.map(({ day }) => day)).toEqual(
    Array.from({ length: 14 }, (_, index) => localDay(new Date(2026, 2, 20 + index, 12))),
  )
  expect(spend.days.filter(({ charged }) => charged > 0)).toEqual([
    { day: '2026-03-30', charged: 40_000_000 },
    { day: '2026-04-02', charged: 40_000_000 },
  ])
  await test.call('settings:write', { mode: 'practice' })
  expect(await test.call('spend:read')).toMatchObject({ mode: 'practice', day: { charged: 0, cap: null } })
})

it('tells everything about one item, and nothing about one there is not', async () => {
  const test = await createTestDesk()
  const { id } = await test.settled(await test.start())
  const [item] = await test.items(id)
  expect(await test.call('items:read', { id: item!.id })).toMatchObject({
    row: item,
    sourcePath: join(test.photos, 'a.jpg'),
    facts: { format: 'png' },
    attempts: [{ number: 1, state: 'succeeded', price: 40_000_000, cost: 40_000_000, runId: 'run-1', failure: null }],
  })
  for (const channel of ['items:read', 'outputs:open', 'batches:read', 'batches:pause'] as const) {
    expect(await test.ask(channel, { id: 'nobody' })).toMatchObject({ ok: false, error: { code: 'invalid-request' } })
  }
})

it('opens results of ours that are still plain pictures, and nothing else', async () => {
  const opened: string[] = []
  const open = (path: string) => Promise.resolve(void opened.push(path))
  const test = await createTestDesk({ host: { openFile: open, revealFile: open } })
  const { id } = await test.settled(await test.start())
  const [item] = await test.items(id)
  const { id: outputId, path } = item!.outputs[0]!
  await test.call('outputs:open', { id: outputId })
  await test.call('outputs:reveal', { id: outputId })
  expect(opened).toEqual([path, path])

  renameSync(path, `${path}.moved`)
  expect(await test.ask('outputs:open', { id: outputId })).toMatchObject({ error: { code: 'file-missing' } })
  symlinkSync('/bin/sh', path)
  expect(await test.ask('outputs:open', { id: outputId })).toMatchObject({ error: { code: 'file-unreadable' } })
  rmSync(path)
  mkdirSync(path)
  expect(await test.ask('outputs:reveal', { id: outputId })).toMatchObject({ error: { code: 'file-unreadable' } })
  test.app.database.run('UPDATE output SET path = :path WHERE id = :id', { path: `${path}.sh`, id: outputId })
  writeFileSync(`${path}.sh`, '#!/bin/sh')
  expect(await test.ask('outputs:open', { id: outputId })).toMatchObject({ error: { code: 'invalid-request' } })
  expect(opened).toHaveLength(2)
})

it('opens pages of the services and no other address', async () => {
  const opened: string[] = []
  const test = await createTestDesk({
    pictures: [],
    host: { openLink: (url) => Promise.resolve(void opened.push(url)) },
  })
  for (const url of ['https://app.runflow.io/keys', 'https://docs.aimlapi.com/', 'https://runflow.io']) {
    await test.call('links:open', { url })
  }
  expect(opened).toEqual(['https://app.runflow.io/keys', 'https://docs.aimlapi.com/', 'https://runflow.io/'])
  for (const url of [
    'http://runflow.io/',
    'https://evilrunflow.io/',
    'https://runflow.io.evil.com/',
    'https://runflow.io@evil.com/',
    'https://me:pass@runflow.io/',
    'https://runflow.io:8443/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'runflow.io',
    '',
  ]) {
    expect(await test.ask('links:open', { url }), url).toMatchObject({ ok: false })
  }
  expect(opened).toHaveLength(3)
})

function lines(from: number, count: number): string {
  return Array.from({ length: count }, (_, index) => `{"line":${from + index}}\n`).join('')
}

it('shows the end of the log with what it runs on', async () => {
  const test = await createTestDesk({ pictures: [] })
  const logs = join(test.app.libraryFolder, 'logs')
  mkdirSync(logs)
  writeFileSync(join(logs, 'lightbench-2026-02-28.log'), lines(0, 100))
  writeFileSync(join(logs, 'lightbench-2026-03-01.1.log'), lines(100, 100))
  writeFileSync(join(logs, 'lightbench-2026-03-01.log'), lines(200, 150))
  writeFileSync(join(logs, 'other.log'), 'not ours')
  const text = await test.call('diagnostics:read')
  expect(text).toContain(`Library: ${test.app.libraryFolder}`)
  expect(text).toContain('The last 200 lines')
  expect(text).toContain('{"line":150}\n')
  expect(text).not.toContain('{"line":149}')
  expect(text.endsWith('{"line":349}')).toBe(true)
  expect(text).not.toContain('not ours')
})

it('lists batches a page at a time, newest first', async () => {
  const test = await createTestDesk()
  for (const prompt of ['one', 'two', 'three']) {
    await test.settled(await test.start({ recipe: buildRecipeInput({ prompt }) }))
  }
  const first = await test.call('batches:list', { before: null, limit: 2 })
  expect(first).toMatchObject({ total: 3, rows: [{ number: 3, prompt: 'three' }, { number: 2 }] })
  expect(first.rows[0]!.pictures).toHaveLength(1)
  const second = await test.call('batches:list', { before: 2, limit: 2 })
  expect(second.rows.map(({ number }) => number)).toEqual([1])
})
