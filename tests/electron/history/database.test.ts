import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { openLibraryDatabase } from '../../../electron/history/backups.ts'
import { openAsItIs, openDatabase } from '../../../electron/history/database.ts'
import { migrations } from '../../../electron/history/migrations.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const firstOfMarch = (): Date => new Date('2026-03-01T12:00:00Z')
const nothing = () => undefined

function openAt(path: string) {
  return openDatabase({ path, backUp: nothing })
}

function bytesOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}

it('makes a library only its owner may read, with a journal that survives a power cut', () => {
  const path = join(temporaryFolder(), 'library.db')
  const database = openAt(path)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(database.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' })
  expect(database.get('PRAGMA synchronous')).toEqual({ synchronous: 2 })
  database.close()
})

it('is fully durable again after a grouped transaction', () => {
  const database = openAt(join(temporaryFolder(), 'library.db'))
  database.transaction('grouped', () => {
    expect(database.get('PRAGMA synchronous')).toEqual({ synchronous: 1 })
  })
  expect(database.get('PRAGMA synchronous')).toEqual({ synchronous: 2 })
  database.close()
})

it('undoes everything of a transaction that throws', () => {
  const database = openAt(join(temporaryFolder(), 'library.db'))
  expect(() =>
    database.transaction('full', () => {
      database.run(`INSERT INTO spend (scope) VALUES ('x')`)
      throw new Error('stop')
    }),
  ).toThrow('stop')
  expect(database.get('SELECT * FROM spend')).toBeNull()
  database.close()
})

it('refuses a file that is something else and leaves it as it is', () => {
  const path = join(temporaryFolder(), 'library.db')
  writeFileSync(path, 'these are my holiday notes')
  const before = bytesOf(path)
  expect(() => openAt(path)).toThrow(expect.objectContaining({ code: 'library-damaged' }))
  expect(bytesOf(path)).toBe(before)
})

it('refuses a truncated library', () => {
  const path = join(temporaryFolder(), 'library.db')
  openAt(path).close()
  truncateSync(path, 20_000)
  expect(() => openAt(path)).toThrow(expect.objectContaining({ code: 'library-damaged' }))
})

it('refuses a library of a newer version and leaves it as it is', () => {
  const path = join(temporaryFolder(), 'library.db')
  const database = openAt(path)
  database.run('PRAGMA user_version = 99')
  database.run('PRAGMA journal_mode = DELETE')
  database.close()
  const before = bytesOf(path)
  expect(() => openAt(path)).toThrow(expect.objectContaining({ code: 'library-newer' }))
  expect(bytesOf(path)).toBe(before)
  const again = openDatabaseFile(path)
  expect(again).toBe(99)
})

function openDatabaseFile(path: string): number {
  return readFileSync(path).readUInt32BE(60) // SQLite file format: user version at offset 60.
}

it('names the newest backup when the library is damaged', () => {
  const folder = temporaryFolder()
  openLibraryDatabase(folder, firstOfMarch).close()
  writeFileSync(join(folder, 'library.db'), Buffer.alloc(100_000, 7))
  expect(() => openLibraryDatabase(folder, firstOfMarch)).toThrow(/day-2026-03-01\.db/)
})

it('refuses a library that has lost a table', () => {
  const path = join(temporaryFolder(), 'library.db')
  const database = openAt(path)
  database.run('DROP TABLE page_state')
  database.close()
  expect(() => openAt(path)).toThrow(expect.objectContaining({ code: 'library-damaged' }))
})

/** As a flipped bit in the text of the schema does. */
function misspellTriggers(path: string, word: string): void {
  const connection = new DatabaseSync(path, { defensive: false })
  connection.exec('PRAGMA writable_schema = ON')
  const change = "UPDATE sqlite_schema SET sql = replace(sql, :word, :word || 'X') WHERE type = 'trigger'"
  expect(connection.prepare(change).run({ word }).changes).toBeGreaterThan(0)
  connection.close()
}

it('refuses a library in which a trigger names a table that is not there', () => {
  const path = join(temporaryFolder(), 'library.db')
  openAt(path).close()
  misspellTriggers(path, 'history_words')
  expect(() => openAt(path)).toThrow(expect.objectContaining({ code: 'library-damaged' }))
})

it('says that a library is damaged in which a column has another name', () => {
  const path = join(temporaryFolder(), 'library.db')
  openAt(path).close()
  const connection = new DatabaseSync(path)
  connection.exec('ALTER TABLE spend RENAME COLUMN charged_nano TO chargeX_nano')
  connection.close()
  const database = openAt(path)
  const read = () => database.get('SELECT charged_nano FROM spend')
  expect(read).toThrow(expect.objectContaining({ code: 'library-damaged' }))
  expect(read).toThrow('Nothing more is sent')
  database.close()
})

it.each([-1, 0, 1, 2, 3])(
  'refuses a library that says it has version %i and has the tables of a later one',
  (version) => {
    const path = join(temporaryFolder(), 'library.db')
    const database = openAt(path)
    database.run("INSERT INTO spend (scope, reserved_nano, charged_nano) VALUES ('paid:day:2026-03-01', 0, 40)")
    database.run(`PRAGMA user_version = ${version}`)
    database.close()
    expect(() => openAt(path)).toThrow(expect.objectContaining({ code: 'library-damaged' }))
    const left = openAsItIs(path)
    expect(left.get('SELECT charged_nano FROM spend')).toEqual({ charged_nano: 40 })
    left.close()
  },
)

it('refuses a folder in the place of the library, in words', () => {
  const path = join(temporaryFolder(), 'library.db')
  mkdirSync(path)
  expect(() => openAt(path)).toThrow(expect.objectContaining({ code: 'output-unwritable' }))
})

it.each([
  ['is gone', (path: string) => rmSync(path)],
  ['is empty', (path: string) => truncateSync(path)],
])('makes no new library where there are backups and the file %s', (_, damage) => {
  const folder = temporaryFolder()
  openLibraryDatabase(folder, firstOfMarch).close()
  damage(join(folder, 'library.db'))
  expect(() => openLibraryDatabase(folder, firstOfMarch)).toThrow(/damaged.*day-2026-03-01\.db/)
})

it('keeps a copy of each of the last seven days', () => {
  const folder = temporaryFolder()
  for (let day = 1; day <= 9; day += 1) {
    openLibraryDatabase(folder, () => new Date(`2026-03-0${day}T12:00:00Z`)).close()
  }
  const copy = openAt(join(folder, 'backups', 'day-2026-03-09.db'))
  expect(copy.all('SELECT * FROM batch')).toEqual([])
  copy.close()
  expect(() => statSync(join(folder, 'backups', 'day-2026-03-02.db'))).toThrow()
  expect(statSync(join(folder, 'backups', 'day-2026-03-03.db')).isFile()).toBe(true)
})

it('never edits a migration that was released', () => {
  const digests = migrations.map(({ statements }) =>
    createHash('sha256').update(statements.join(';').replaceAll(/\s+/g, ' ')).digest('hex').slice(0, 16),
  )
  expect(digests).toMatchSnapshot()
})

it('says that the drive is full, and then keeps what was written before', () => {
  const database = openAt(join(temporaryFolder(), 'library.db'))
  const pages = database.get<{ page_count: number }>('PRAGMA page_count')?.page_count ?? 0
  database.run(`PRAGMA max_page_count = ${pages}`)
  database.run(`INSERT INTO spend (scope, charged_nano) VALUES ('paid:day:1', 7)`)
  const fill = (): void => {
    for (let row = 0; row < 1_000; row += 1)
      database.run(`INSERT INTO spend (scope) VALUES ('${'x'.repeat(500)} ${row}')`)
  }
  expect(() => database.transaction('full', fill)).toThrow(expect.objectContaining({ code: 'disk-full' }))
  expect(database.all('SELECT scope, charged_nano FROM spend')).toEqual([{ scope: 'paid:day:1', charged_nano: 7 }])
  database.close()
})

it('says that another program holds the library, and is fully durable afterwards', () => {
  const path = join(temporaryFolder(), 'library.db')
  const database = openAt(path)
  const other = openAt(path)
  database.get('PRAGMA busy_timeout = 0')
  other.transaction('full', () => {
    expect(() => database.transaction('grouped', nothing)).toThrow(expect.objectContaining({ code: 'library-busy' }))
    expect(() => database.run(`INSERT INTO spend (scope) VALUES ('x')`)).toThrow('Another program holds the library')
  })
  expect(database.get('PRAGMA synchronous')).toEqual({ synchronous: 2 })
  database.run(`INSERT INTO spend (scope) VALUES ('x')`)
  database.close()
  other.close()
})

it('is made once when several processes start at the same moment', async () => {
  const folder = temporaryFolder()
  const backups = new URL('../../../electron/history/backups.ts', import.meta.url).href
  const script = `const { openLibraryDatabase } = await import(${JSON.stringify(backups)})
    process.stdout.write('ready')
    await new Promise((resolve) => process.stdin.once('data', resolve))
    openLibraryDatabase(${JSON.stringify(folder)}, () => new Date()).close()
    process.exit()`
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script]
  const children = [1, 2, 3].map(() => spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] }))
  await Promise.all(children.map((child) => once(child.stdout, 'data')))
  for (const child of children) child.stdin.write('go')
  const codes = await Promise.all(children.map(async (child) => (await once(child, 'exit'))[0] as number | null))
  expect(codes).toEqual([0, 0, 0])
  openAt(join(folder, 'library.db')).close()
})

it('gives a backup its name when it is whole', () => {
  const folder = temporaryFolder()
  openLibraryDatabase(folder, firstOfMarch).close()
  const backup = join(folder, 'backups', 'day-2026-03-01.db')
  rmSync(backup)
  mkdirSync(`${backup}.part-${process.pid}`)
  expect(() => openLibraryDatabase(folder, firstOfMarch)).toThrow()
  expect(existsSync(backup)).toBe(false)
  rmdirSync(`${backup}.part-${process.pid}`)
  writeFileSync(`${backup}.part-1`, 'of a process that was killed')
  utimesSync(`${backup}.part-1`, 0, 0)
  openLibraryDatabase(folder, firstOfMarch).close()
  expect(readdirSync(join(folder, 'backups'))).toEqual(['day-2026-03-01.db'])
})
