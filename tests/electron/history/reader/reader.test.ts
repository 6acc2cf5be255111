import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { NamedView } from '../../../../electron/history/reader/operations.ts'
import { createReader, type ReaderOptions } from '../../../../electron/history/reader/reader.ts'
import { all, createPast } from '../../../support/past.ts'
import { addBatch } from '../../../support/test-library.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

function createBench(options: Partial<ReaderOptions> = {}, count = 200) {
  const past = createPast(count)
  const warnings: string[] = []
  const reader = createReader({
    databasePath: join(past.folder, 'library.db'),
    log: { warn: (message) => warnings.push(message) },
    ...options,
  })
  onTestFinished(() => reader.close())
  return { past, reader, warnings }
}

function view(name: string, asked: Partial<NamedView['query']> = {}): NamedView {
  return { view: name, query: { ...all, ...asked } }
}

it('answers from a thread of its own what the query itself answers', async () => {
  const { past, reader } = createBench()
  const named = view('a', { text: 'sunset', stacked: true })
  const { ids, stacks, results, charged, facets } = past.open(named.query)
  expect(await reader.ask('open', named)).toEqual({ total: ids.length, results, charged, facets })
  const rows = await reader.ask('rows', { ...named, from: 1, count: 3 })
  expect(rows.map(({ id, stack }) => [id, stack])).toEqual([1, 2, 3].map((place) => [ids[place], stacks![place]]))
  expect(await reader.ask('timeline', named)).not.toEqual([])
  expect(await reader.ask('folders', undefined)).not.toEqual([])
  expect(await reader.ask('tags', undefined)).not.toEqual([])
  expect(await reader.ask('collections', undefined)).toHaveLength(5)
})

it('finds where an entry stands, and its stack where there are stacks', async () => {
  const { past, reader } = createBench()
  const { ids } = past.open()
  expect(await reader.ask('find', { ...view('flat'), entry: ids[7]! })).toBe(7)
  expect(await reader.ask('find', { ...view('flat'), entry: 999_999 })).toBeNull()
  const stacked = view('stacks', { stacked: true })
  const rows = await reader.ask('rows', { ...stacked, from: 0, count: 500 })
  const place = rows.findIndex(({ stack }) => stack > 1)
  const below = past.rows({ within: { kind: 'source', id: rows[place]!.sourceId } }).at(-1)!
  expect(below.id).not.toBe(rows[place]!.id)
  expect(await reader.ask('find', { ...stacked, entry: below.id })).toBe(place)
})

it('names the results of a part of a view, both ends included', async () => {
  const { past, reader } = createBench()
  const rows = past.rows().slice(5, 26)
  const wanted = rows.flatMap(({ outputId }) => outputId ?? [])
  expect(wanted.length).toBeLessThan(rows.length)
  expect(await reader.ask('outputs', { ...view('a'), from: 5, to: 25 })).toEqual(wanted)
})

it('keeps rows in their places until the view is opened again', async () => {
  const { past, reader } = createBench()
  const named = view('a')
  const { total } = await reader.ask('open', named)
  const [first, second] = await reader.ask('rows', { ...named, from: 0, count: 2 })
  addBatch(past, { count: 3, item: { status: 'failed' } })
  expect(await reader.ask('rows', { ...named, from: 0, count: 1 })).toEqual([first])
  past.database.run('DELETE FROM history_entry WHERE id = :id', { id: first!.id })
  expect(await reader.ask('rows', { ...named, from: 0, count: 2 })).toEqual([second])
  expect(await reader.ask('open', named)).toMatchObject({ total: total + 2 })
})

it('makes a view anew that it does not keep any more', async () => {
  const { reader } = createBench()
  const named = view('first')
  const rows = await reader.ask('rows', { ...named, from: 0, count: 5 })
  for (let other = 0; other < 10; other += 1) await reader.ask('open', view(`other ${other}`, { text: 'sunset' }))
  expect(await reader.ask('rows', { ...named, from: 0, count: 5 })).toEqual(rows)
})

it('says what was wrong with a question as it was said there', async () => {
  const { reader } = createBench({}, 1)
  await expect(reader.ask('open', view('a', { minCost: 'cheap' }))).rejects.toMatchObject({
    name: 'AppError',
    code: 'invalid-request',
    message: expect.stringContaining('“cheap” is no amount') as string,
  })
  const broken = { view: 'b', query: { ...all, within: null } } as unknown as NamedView
  await expect(reader.ask('open', broken)).rejects.toThrow(TypeError)
  expect(await reader.ask('open', view('c'))).toMatchObject({ total: 1 })
})

it('leaves out what was typed before the last letter', async () => {
  const { reader } = createBench()
  const typed = ['s', 'su', 'sun', 'suns'].map((text) =>
    reader.ask('open', view(text, { text }), { line: 'search', text }).then(
      ({ total }) => total,
      (thrown: { code: string }) => thrown.code,
    ),
  )
  const other = reader.ask('open', view('other', { text: 'warm' }), { line: 'another', text: 'warm' })
  const answers = await Promise.all(typed)
  // The first was begun before there was a second one.
  expect(answers.slice(1, 3)).toEqual(['cancelled', 'cancelled'])
  expect([typeof answers[0], typeof answers[3]]).toEqual(['number', 'number'])
  expect((await other).total).toBeGreaterThan(0)
})

it('answers two who ask for the same', async () => {
  const { reader } = createBench()
  const asks = [1, 2, 3].map(() => reader.ask('open', view('x', { text: 'sunset' }), { line: 'l', text: 'sunset' }))
  const [first, ...rest] = await Promise.all(asks)
  expect(rest).toEqual([first, first])
})

it('starts a fresh thread where one has crashed, for the questions that wait and for those that come', async () => {
  const folder = temporaryFolder()
  const entryPath = join(folder, 'crashing.mjs')
  const real = new URL('../../../../electron/history/reader/main.ts', import.meta.url).href
  // Crashes when it is asked for tags, and is the real one otherwise.
  writeFileSync(
    entryPath,
    `import { parentPort } from 'node:worker_threads'
     parentPort.on('message', ({ operation }) => { if (operation === 'tags') process.exit(7) })
     await import(${JSON.stringify(real)})`,
  )
  const { reader, warnings } = createBench({ entryPath })
  const crash = reader.ask('tags', undefined)
  const waiting = reader.ask('open', view('a'))
  await expect(crash).rejects.toThrow('The reader of the library ended.')
  const { total } = await waiting
  expect(total).toBeGreaterThan(100)
  await expect(reader.ask('tags', undefined)).rejects.toThrow('The reader of the library ended.')
  expect(await reader.ask('rows', { ...view('a'), from: 0, count: 1 })).toHaveLength(1)
  expect(warnings).toEqual(['the reader of the library ended', 'the reader of the library ended'])
})

it('says so where there is no library to read', async () => {
  const { reader } = createBench({ databasePath: join(temporaryFolder(), 'none.db') })
  await expect(reader.ask('open', view('a'))).rejects.toThrow('The reader of the library ended.')
  await expect(reader.ask('open', view('a'))).rejects.toThrow('The reader of the library ended.')
})

it('ends what is under way when it is closed, and takes no more', async () => {
  const { reader } = createBench()
  const asked = [reader.ask('open', view('a')), reader.ask('tags', undefined)]
  const ended = Promise.allSettled(asked)
  await reader.close()
  const cancelled = { status: 'rejected', reason: expect.objectContaining({ code: 'cancelled' }) as Error }
  expect(await ended).toEqual([cancelled, cancelled])
  await expect(reader.ask('tags', undefined)).rejects.toMatchObject({ code: 'cancelled' })
})

it('never keeps the journal from being emptied while a batch writes', async () => {
  const { past, reader } = createBench()
  let writes = 0
  for (let round = 0; round < 40; round += 1) {
    const asked = reader.ask('open', view('a', { sort: 'name' }))
    for (let write = 0; write < 25; write += 1) {
      past.database.transaction('full', () =>
        past.database.run('UPDATE item SET prompt = :prompt WHERE rowid = :row', {
          prompt: `words ${round} ${write} ${'x'.repeat(2_000)}`,
          row: 1 + ((round * 25 + write) % 200),
        }),
      )
      writes += 1
    }
    await asked
  }
  expect(writes).toBe(1_000)
  // A thousand pages are what SQLite lets gather; a reader that stayed in one state would let it grow with every write.
  expect(statSync(join(past.folder, 'library.db-wal')).size).toBeLessThan(8_000_000)
  expect(await reader.ask('open', view('b', { text: 'words 39' }))).toMatchObject({
    total: expect.any(Number) as number,
  })
})
