import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { everything } from '../../../shared/ipc/history-query.ts'
import type { DeskHost } from '../../../electron/desk/desk.ts'
import { AppError } from '../../../shared/errors.ts'
import { eventually } from '../../support/eventually.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { createTestDesk } from './test-desk.ts'

type Test = Awaited<ReturnType<typeof doneBatch>>

async function doneBatch(host: Partial<DeskHost> = {}) {
  const test = await createTestDesk({ pictures: ['a.jpg', 'b.jpg'], host })
  const id = await test.start()
  await test.settled(id)
  return { ...test, id }
}

async function ended(test: Test) {
  return eventually(async () => {
    const state = await test.call('report:read')
    expect(['done', 'failed', 'stopped']).toContain(state.phase)
    return state
  })
}

describe('a report', () => {
  it('goes where the dialog says, tells how far it is, and is opened and shown', async () => {
    const shown: string[] = []
    const folder = temporaryFolder()
    const suggested: string[] = []
    const test = await doneBatch({
      chooseFile: (name) => {
        suggested.push(name)
        return Promise.resolve(join(folder, 'mine'))
      },
      openFile: (path) => Promise.resolve(void shown.push(path)),
      revealFile: (path) => Promise.resolve(void shown.push(path)),
    })
    const subject = { kind: 'batch', id: test.id } as const
    expect(await test.call('report:start', { subject, kind: 'html', folder: null, language: 'en' })).toBe(true)
    const path = join(folder, 'mine.html')
    expect(await ended(test)).toMatchObject({ phase: 'done', path, failure: null })
    expect(suggested).toEqual(['Lightbench batch 1.html'])
    expect(readFileSync(path, 'utf8')).toContain('<h1>Batch 1</h1>')
    expect(test.payloads('report').at(-1)).toEqual(await test.call('report:read'))
    await test.call('report:open')
    await test.call('report:reveal')
    expect(shown).toEqual([path, path])
  })

  it('is not begun where the dialog is closed', async () => {
    const test = await doneBatch({ chooseFile: () => Promise.resolve(null) })
    const subject = { kind: 'batch', id: test.id } as const
    expect(await test.call('report:start', { subject, kind: 'csv', folder: null, language: 'en' })).toBe(false)
    expect(await test.call('report:read')).toMatchObject({ phase: 'idle' })
    expect(await test.ask('report:open')).toMatchObject({ ok: false, error: { code: 'invalid-request' } })
  })

  it('of what is shown goes into a folder, beside what is there already', async () => {
    const test = await doneBatch({ kind: 'browser' })
    const { id: folder, path } = await test.call('folders:typed', { path: temporaryFolder() })
    const subject = { kind: 'query', query: { ...everything, stacked: true }, title: 'All' } as const
    for (const expected of ['Lightbench 2026-03-01.csv', 'Lightbench 2026-03-01 (2).csv']) {
      await test.call('report:start', { subject, kind: 'csv', folder, language: 'en' })
      const state = await ended(test)
      expect(basename(state.path!)).toBe(expected)
      expect(existsSync(join(path, expected))).toBe(true)
    }
  })

  it('has the ledger of days, and says where there is nothing', async () => {
    const test = await doneBatch({ kind: 'browser' })
    const { id: folder } = await test.call('folders:typed', { path: temporaryFolder() })
    const days = { kind: 'days', mode: 'paid', from: '2026-03-01', to: null } as const
    await test.call('report:start', { subject: days, kind: 'ledger', folder, language: 'en' })
    const { path } = await ended(test)
    expect(
      readFileSync(path!, 'utf8')
        .split('\r\n')
        .filter((line) => line.includes(',charge,')),
    ).toHaveLength(2)
    const nothing = { kind: 'query', query: { ...everything, text: 'nowhere' }, title: 'None' } as const
    await test.call('report:start', { subject: nothing, kind: 'html', folder, language: 'en' })
    expect(await ended(test)).toMatchObject({ phase: 'failed', failure: { code: 'invalid-request' }, path: null })
  })

  it('fails with the words of the disk and leaves nothing behind', async () => {
    const folder = join(temporaryFolder(), 'no folder')
    writeFileSync(folder, 'a file')
    const test = await doneBatch({ chooseFile: (name) => Promise.resolve(join(folder, name)) })
    const subject = { kind: 'batch', id: test.id } as const
    await test.call('report:start', { subject, kind: 'pdf', folder: null, language: 'de' })
    expect(await ended(test)).toMatchObject({ phase: 'failed', failure: { code: 'output-unwritable' } })
  })

  it('makes the folder it was told where that is not there yet', async () => {
    const folder = join(temporaryFolder(), 'new', 'reports')
    const test = await doneBatch({ kind: 'browser' })
    const { id } = await test.call('folders:typed', { path: folder })
    const subject = { kind: 'batch', id: test.id } as const
    await test.call('report:start', { subject, kind: 'csv', folder: id, language: 'en' })
    expect(await ended(test)).toMatchObject({ phase: 'done', path: expect.stringContaining(folder) as string })
  })

  it('is made one at a time, and ends with the window', async () => {
    const test = await doneBatch({ kind: 'browser' })
    const { id: folder } = await test.call('folders:typed', { path: temporaryFolder() })
    const request = { subject: { kind: 'batch', id: test.id }, kind: 'html', folder, language: 'en' } as const
    await test.call('report:start', request)
    expect(await test.ask('report:start', request)).toMatchObject({ ok: false, error: { code: 'invalid-request' } })
    await test.desk.leave()
    expect(await test.call('report:read')).toMatchObject({ phase: 'stopped', path: null })
  })
})

describe('what was spent', () => {
  it('is shown by day, model and batch', async () => {
    const test = await doneBatch()
    const overview = await test.call('spend:overview', { mode: 'paid', from: '2026-03-01', to: '2026-03-31' })
    expect(overview).toMatchObject({ charged: 80_000_000, batches: [{ id: test.id, number: 1, requests: 2 }] })
    const wrong = await test.ask('spend:overview', { mode: 'paid', from: '2026-03-02', to: '2026-03-01' })
    expect(wrong).toMatchObject({ ok: false, error: { code: 'invalid-request' } })
  })

  it('is compared with the services, and one that cannot be asked does not keep the other from it', async () => {
    const test = await doneBatch()
    test.app.library.clock.setNow(new Date('2026-03-01T15:00:00'))
    await test.call('reconcile:start', { mode: 'paid', from: '2026-03-01', to: '2026-03-31' })
    const state = await eventually(async () => {
      const found = await test.call('reconcile:read')
      expect(found.phase).toBe('done')
      return found
    })
    expect(state.results).toMatchObject([{ service: 'runflow', here: 80_000_000, there: 0, differenceCount: 2 }])
    expect(state.failures).toMatchObject([{ service: 'aimlapi', failure: { code: 'missing-key' } }])
    expect(test.payloads('reconcile').at(-1)).toEqual(state)
    expect(test.logged).toEqual([])
  })

  it('stays as it is while there is no network, and says so', async () => {
    const test = await doneBatch()
    const services = await test.app.engine.services('paid')
    services.charges = async function* () {
      await Promise.resolve()
      yield* []
      throw new AppError('offline', 'Runflow cannot be reached.')
    }
    await test.call('reconcile:start', { mode: 'paid', from: '2026-03-01', to: '2026-03-31' })
    await eventually(async () => {
      const state = await test.call('reconcile:read')
      expect(state).toMatchObject({ phase: 'done', results: [], failures: [{ failure: { code: 'offline' } }, {}] })
    })
  })
})

it('never writes over a file the system let the user choose', async () => {
  const path = join(temporaryFolder(), 'mine.csv')
  writeFileSync(path, 'mine')
  const test = await doneBatch({ chooseFile: () => Promise.resolve(path) })
  const subject = { kind: 'batch', id: test.id } as const
  await test.call('report:start', { subject, kind: 'csv', folder: null, language: 'en' })
  expect((await ended(test)).path).toBe(path.replace('.csv', ' (2).csv'))
  expect(readFileSync(path, 'utf8')).toBe('mine')
})
