import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { doPlanned, planForNextStart, readPlanForNextStart } from '../../../electron/care/next-start.ts'
import { holdPresence } from '../../../electron/history/presence.ts'
import { createTestLibrary } from '../../support/test-library.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const now = new Date('2026-11-21T12:00:00Z')

function closedLibrary() {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'backups'))
  const backup = join(folder, 'backups', 'day-2026-11-21.db')
  createTestLibrary().database.copyTo(backup)
  copyFileSync(backup, join(folder, 'library.db'))
  return { libraryFolder: folder, usual: folder, now, backup }
}

it('moves the library before it is opened, once', async () => {
  const place = closedLibrary()
  const to = join(temporaryFolder(), 'new')
  planForNextStart(place.libraryFolder, { kind: 'move', to })
  expect(await doPlanned(place)).toEqual({ libraryFolder: to, failure: null })
  expect(existsSync(join(to, 'library.db'))).toBe(true)
  expect(await doPlanned({ ...place, libraryFolder: to })).toEqual({ libraryFolder: to, failure: null })
})

it('restores a backup before the library is opened', async () => {
  const place = closedLibrary()
  writeFileSync(join(place.libraryFolder, 'library.db'), 'damaged')
  planForNextStart(place.libraryFolder, { kind: 'restore', from: place.backup })
  expect((await doPlanned(place)).failure).toBeNull()
  expect(await doPlanned(place)).toMatchObject({ failure: null })
})

it('says what kept it from being done, and does not try again by itself', async () => {
  const place = closedLibrary()
  planForNextStart(place.libraryFolder, { kind: 'move', to: join(temporaryFolder(), 'x') })
  const presence = holdPresence(place.libraryFolder)
  expect(await doPlanned(place)).toMatchObject({
    libraryFolder: place.libraryFolder,
    failure: { code: 'library-busy' },
  })
  presence.release()
  expect(readPlanForNextStart(place.libraryFolder)).toBeNull()
})

it('forgets what was taken back, and a plan that nobody can read', async () => {
  const place = closedLibrary()
  planForNextStart(place.libraryFolder, { kind: 'move', to: '/x' })
  planForNextStart(place.libraryFolder, null)
  expect(readPlanForNextStart(place.libraryFolder)).toBeNull()
  writeFileSync(join(place.libraryFolder, 'next-start.json'), '{"kind":"erase"}')
  expect(readPlanForNextStart(place.libraryFolder)).toBeNull()
  expect(await doPlanned(place)).toEqual({ libraryFolder: place.libraryFolder, failure: null })
})
