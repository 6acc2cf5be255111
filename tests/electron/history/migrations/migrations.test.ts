import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { openLibraryDatabase } from '../../../../electron/history/backups.ts'
import { openView } from '../../../../electron/history/browse/open-view.ts'
import { readEntryRows } from '../../../../electron/history/browse/rows.ts'
import { latestVersion } from '../../../../electron/history/migrations.ts'
import { readIndex, readRebuiltIndex } from '../../../support/history-index.ts'
import { all } from '../../../support/past.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

/**
 * Libraries as releases wrote them: 1, a free batch of three pictures and a practice batch of one; 2, a free batch with a
 * broken picture, a practice batch, and one that skipped a picture; and two pictures on the light table; 3, a free batch, a
 * practice batch, and one that died while it waited for an answer.
 */
const released = [
  { version: 1, file: 'table-library-v1.db.gz', statuses: { done: 4 }, sunsets: 0 },
  { version: 2, file: 'history-library-v2.db.gz', statuses: { done: 8, failed: 1, skipped: 1 }, sunsets: 5 },
  { version: 3, file: 'unanswered-library-v3.db.gz', statuses: { done: 6 }, sunsets: 3 },
]

function takeOver(file: string) {
  const folder = temporaryFolder()
  const bytes = readFileSync(new URL(`../../../support/${file}`, import.meta.url))
  writeFileSync(join(folder, 'library.db'), gunzipSync(bytes))
  return { folder, database: openLibraryDatabase(folder, () => new Date('2026-12-01T12:00:00Z')) }
}

it.each(released)('shows everything a library of version $version did', ({ version, file, statuses, sunsets }) => {
  const { folder, database } = takeOver(file)
  expect(database.get('PRAGMA user_version')).toEqual({ user_version: latestVersion })
  expect(readdirSync(join(folder, 'backups'))).toContain(`before-version-${version + 1}.db`)

  const { ids, facets } = openView(database, all)
  expect(facets.statuses).toEqual(statuses)
  expect(openView(database, { ...all, text: 'sunset angstrom' }).ids).toHaveLength(sunsets)
  const times = readEntryRows(database, [...ids]).map(({ at }) => at)
  expect(times).toEqual(times.toSorted().toReversed())
  expect(readIndex(database)).toEqual(readRebuiltIndex(database))
  database.close()
})

it.each(released)('goes on keeping the index of one of version $version', ({ file }) => {
  const { database } = takeOver(file)
  database.run(`UPDATE item SET status = 'cancelled'`)
  database.run(`UPDATE source SET words = 'Leica'`)
  database.run(`DELETE FROM output WHERE rowid = 1`)
  expect(readIndex(database)).toEqual(readRebuiltIndex(database))
  expect(openView(database, { ...all, text: 'leica' }).ids.length).toBeGreaterThan(3)
  database.close()
})

it('knows of no request of an older library with which key it was sent', () => {
  const { database } = takeOver('unanswered-library-v3.db.gz')
  const open = database.all<{ state: string; key_mark: string | null }>(
    `SELECT state, key_mark FROM attempt WHERE state = 'submitting'`,
  )
  expect(open).toEqual([{ state: 'submitting', key_mark: null }])
  database.close()
})
