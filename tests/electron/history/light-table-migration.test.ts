import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { openLibraryDatabase } from '../../../electron/history/backups.ts'
import { latestVersion } from '../../../electron/history/migrations.ts'
import { createPictureIds } from '../../../electron/pictures/picture-ids.ts'
import { createTable } from '../../../electron/table/table.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** A library the first release wrote: a free batch of three pictures and a practice batch of one. */
const firstRelease = new URL('../../support/table-library-v1.db.gz', import.meta.url)
const now = (): Date => new Date('2026-03-01T12:00:00Z')

function versionOf(path: string): unknown {
  const database = new DatabaseSync(path, { readOnly: true })
  const row = database.prepare('PRAGMA user_version').get()
  database.close()
  return row?.['user_version']
}

it('takes over a library of the first release, with a copy of it as it was', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'library.db'), gunzipSync(readFileSync(firstRelease)))
  const database = openLibraryDatabase(folder, now)

  expect(readdirSync(join(folder, 'backups'))).toContain('before-version-2.db')
  expect(versionOf(join(folder, 'backups', 'before-version-2.db'))).toBe(1)
  expect(database.all('SELECT mode, status, count(*) AS count FROM batch GROUP BY mode')).toEqual([
    { mode: 'paid', status: 'done', count: 1 },
    { mode: 'practice', status: 'done', count: 1 },
  ])
  expect(database.get('SELECT sum(charged_nano) AS charged FROM spend')).not.toEqual({ charged: null })

  const table = createTable({ database, now, pictures: createPictureIds() })
  const pictures = '/tmp/lightbench-v1/pictures'
  const found = ['blue', 'green', 'red', 'yellow'].map((name) => ({
    path: `${pictures}/${name}.jpg`,
    root: pictures,
    relativePath: `${name}.jpg`,
    bytes: 1,
    mtimeMs: 1,
  }))
  await table.add(found)
  const shown = (mode: 'paid' | 'practice') =>
    table.list(-1, 10, mode).rows.map(({ name, status, results }) => [name, status, results])
  expect(shown('paid')).toEqual([
    ['blue.jpg', 'done', 1],
    ['green.jpg', 'done', 1],
    ['red.jpg', 'done', 1],
    ['yellow.jpg', null, 0],
  ])
  expect(shown('practice')).toContainEqual(['red.jpg', 'done', 1])
  expect(shown('practice')).toContainEqual(['blue.jpg', null, 0])
  database.close()
})

it('opens a library it has taken over without another copy', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'library.db'), gunzipSync(readFileSync(firstRelease)))
  openLibraryDatabase(folder, now).close()
  const copies = readdirSync(join(folder, 'backups'))
  openLibraryDatabase(folder, now).close()
  expect(readdirSync(join(folder, 'backups'))).toEqual(copies)
  expect(versionOf(join(folder, 'library.db'))).toBe(latestVersion)
})
