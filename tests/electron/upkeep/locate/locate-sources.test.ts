import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createLocateHandlers } from '../../../../electron/ipc/handlers/locate.ts'
import { createPathIds } from '../../../../electron/pictures/path-ids.ts'
import { locateSources } from '../../../../electron/upkeep/locate/locate-sources.ts'
import { addResult, addSource } from '../../../support/made-results.ts'
import { createToldUpkeep } from '../upkeep-support.ts'
import { createTestTable, foundAt, writeTo } from '../../../support/table-parts.ts'

function createMoved() {
  const test = createTestTable()
  const { library, database } = test
  const [before, after] = [join(library.folder, 'old/shoot'), join(library.folder, 'archive/2026')]
  /** A source with a result, in the old place. */
  const add = (name: string, content = `picture ${name}`) => {
    const source = writeTo(before, name, content)
    return { source, ...addResult(library, { source, result: writeTo(library.folder, `out/${name}`) }) }
  }
  const move = (): void => {
    mkdirSync(join(after, '..'), { recursive: true })
    renameSync(before, after)
  }
  const locate = (sourceId: string, folder = after) =>
    locateSources(database, { sourceId, folder, signal: new AbortController().signal })
  const pathOf = (sourceId: string): string | null =>
    database.get<{ path: string }>('SELECT path FROM source WHERE id = :sourceId', { sourceId })?.path ?? null
  return { ...test, before, after, add, move, locate, pathOf }
}

describe('a source that was moved', () => {
  it('is found by its content, with all that were beside and below it', async () => {
    const { add, move, locate, pathOf, after, database } = createMoved()
    const [one, two, below] = [add('a.jpg'), add('b.jpg'), add('day 2/c.jpg')]
    move()
    expect(await locate(one.sourceId)).toBe(3)
    expect([one, two, below].map(({ sourceId }) => pathOf(sourceId))).toEqual(
      ['a.jpg', 'b.jpg', 'day 2/c.jpg'].map((name) => join(after, name)),
    )
    const folders = database.all<{ folder: string }>('SELECT folder FROM history_entry ORDER BY folder')
    expect(folders.map(({ folder }) => folder)).toEqual([`${after}/`, `${after}/`, `${after}/day 2/`])
    const { bytes, modified_ms } = database.get<{ bytes: number; modified_ms: number }>(
      'SELECT bytes, modified_ms FROM source WHERE id = :id',
      { id: one.sourceId },
    )!
    const facts = statSync(join(after, 'a.jpg'))
    expect([bytes, modified_ms]).toEqual([facts.size, facts.mtimeMs])
  })

  it('is found under another name, and not taken for one of the same name or size', async () => {
    const { add, move, locate, pathOf, after } = createMoved()
    const { sourceId } = add('a.jpg', 'the picture itself')
    move()
    renameSync(join(after, 'a.jpg'), join(after, 'renamed.jpg'))
    writeFileSync(join(after, 'a.jpg'), 'some other picture')
    expect(await locate(sourceId)).toBe(1)
    expect(pathOf(sourceId)).toBe(join(after, 'renamed.jpg'))
  })

  it('is told from its copies by where it lay', async () => {
    const { add, move, locate, pathOf, after } = createMoved()
    const [two, one, top] = [add('2/x.jpg', 'same'), add('1/x.jpg', 'same'), add('y.jpg')]
    move()
    expect(await locate(top.sourceId)).toBe(3)
    expect([pathOf(one.sourceId), pathOf(two.sourceId)]).toEqual([join(after, '1/x.jpg'), join(after, '2/x.jpg')])
  })

  it('shares its file with no other', async () => {
    const { add, move, locate, pathOf, after, before } = createMoved()
    const [copy, kept] = [add('copy of a.jpg', 'same'), add('a.jpg', 'same')]
    move()
    rmSync(join(after, 'copy of a.jpg'))
    expect(await locate(copy.sourceId)).toBe(1)
    expect([pathOf(kept.sourceId), pathOf(copy.sourceId)]).toEqual([
      join(after, 'a.jpg'),
      join(before, 'copy of a.jpg'),
    ])
  })

  it('may be looked for again, in another folder, and found again', async () => {
    const { add, move, locate, pathOf, after, library } = createMoved()
    const { sourceId } = add('a.jpg')
    move()
    const empty = join(library.folder, 'empty')
    mkdirSync(empty)
    expect(await locate(sourceId, empty)).toBe(0)
    expect(await locate(sourceId, join(library.folder, 'not there'))).toBe(0)
    expect(await locate(sourceId)).toBe(1)
    expect(await locate(sourceId)).toBe(0)
    const next = join(library.folder, 'moved on')
    renameSync(after, next)
    expect(await locate(sourceId, next)).toBe(1)
    expect(pathOf(sourceId)).toBe(join(next, 'a.jpg'))
  })

  it('changes no file', async () => {
    const { add, move, locate, after } = createMoved()
    const { sourceId } = add('a.jpg')
    move()
    const before = readdirSync(after).map((name) => [name, readFileSync(join(after, name), 'utf8')])
    await locate(sourceId)
    expect(readdirSync(after).map((name) => [name, readFileSync(join(after, name), 'utf8')])).toEqual(before)
  })
})

describe('what stays where it is', () => {
  it('is a source whose file is in its place, whatever lies elsewhere', async () => {
    const { add, locate, pathOf, after } = createMoved()
    const { sourceId, source } = add('a.jpg', 'same')
    writeTo(after, 'a.jpg', 'same')
    expect(await locate(sourceId)).toBe(0)
    expect(pathOf(sourceId)).toBe(source)
  })

  it('is a source of another folder, even if its name begins the same', async () => {
    const { add, move, locate, pathOf, library, before, after } = createMoved()
    const { sourceId } = add('a.jpg')
    const other = writeTo(`${before} 2`, 'b.jpg', 'other')
    const otherId = addSource(library, other)
    rmSync(other)
    move()
    writeTo(after, 'b.jpg', 'other')
    expect(await locate(sourceId)).toBe(1)
    expect(pathOf(otherId)).toBe(other)
  })

  it('is everything where the source is not known or looking is stopped', async () => {
    const { add, move, locate, database, pathOf, after } = createMoved()
    const { sourceId, source } = add('a.jpg')
    move()
    await expect(locate('unknown')).rejects.toMatchObject({ code: 'invalid-request' })
    const stopped = AbortSignal.abort(new Error('stopped'))
    await expect(locateSources(database, { sourceId, folder: after, signal: stopped })).rejects.toThrow()
    expect(pathOf(sourceId)).toBe(source)
  })
})

it('takes two sources for one where the new place was used already', async () => {
  const { add, move, locate, library, database, after, pathOf } = createMoved()
  const old = add('a.jpg')
  database.run(`UPDATE source SET words = 'Canon harbour'`)
  move()
  const source = join(after, 'a.jpg')
  const again = addResult(library, { source, result: writeTo(library.folder, 'out/again.jpg') })
  expect(await locate(old.sourceId)).toBe(1)
  expect(pathOf(old.sourceId)).toBeNull()
  const entries = database.all<{ source_id: string; folder: string }>('SELECT source_id, folder FROM history_entry')
  expect(entries).toEqual([0, 1].map(() => ({ source_id: again.sourceId, folder: `${after}/` })))
  expect(library.items.get(old.itemId)).toMatchObject({ sourceId: again.sourceId, sourcePath: source })
  expect(database.all(`SELECT rowid FROM history_words WHERE history_words MATCH 'harbour'`)).toHaveLength(2)
  expect(database.all('PRAGMA foreign_key_check')).toEqual([])
})

it('finds a source whose place and size were never known', async () => {
  const { add, move, locate, database, pathOf, after } = createMoved()
  const { sourceId } = add('a.jpg')
  database.run(`UPDATE source SET path = '', bytes = 0, modified_ms = 0`)
  move()
  expect(await locate(sourceId)).toBe(1)
  expect(pathOf(sourceId)).toBe(join(after, 'a.jpg'))
})

describe('the light table', () => {
  it('follows', async () => {
    const { add, move, locate, table, after } = createMoved()
    const { source, sourceId } = add('day/a.jpg')
    await table.add([foundAt(source)])
    move()
    await locate(sourceId)
    expect(table.page(-1, 10)).toMatchObject([
      {
        path: join(after, 'day/a.jpg'),
        root: after,
        relativePath: 'day/a.jpg',
        bytes: statSync(join(after, 'day/a.jpg')).size,
      },
    ])
  })

  it('keeps both rows where the new place was on it already', async () => {
    const { add, move, locate, table, after } = createMoved()
    const { source, sourceId } = add('a.jpg')
    await table.add([foundAt(source)])
    move()
    await table.add([foundAt(join(after, 'a.jpg'))])
    expect(await locate(sourceId)).toBe(1)
    expect(table.page(-1, 10).map(({ path }) => path)).toEqual([source, join(after, 'a.jpg')])
  })
})

it('is told to the page and to upkeep only where something was found', async () => {
  const { add, move, database, after, library } = createMoved()
  const { sourceId } = add('a.jpg')
  move()
  mkdirSync(join(library.folder, 'empty'))
  const { told, upkeep } = createToldUpkeep()
  const paths = createPathIds()
  const handlers = createLocateHandlers({
    app: { database, upkeep },
    paths,
    leaving: new AbortController().signal,
    historyChanged: () => void told.push('history'),
    tellTable: ({ isWhole }) => void told.push(`table ${isWhole}`),
  })
  const locate = handlers['results:locate']
  expect(await locate({ source: sourceId, folder: paths.idOf(join(library.folder, 'empty')) })).toBe(0)
  expect(told).toEqual([])
  expect(await locate({ source: sourceId, folder: paths.idOf(after) })).toBe(1)
  expect(told).toEqual(['again', 'history', 'table true'])
  await expect(locate({ source: sourceId, folder: after })).rejects.toMatchObject({ code: 'invalid-request' })
})
