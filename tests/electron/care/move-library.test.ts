import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { moveLibrary } from '../../../electron/care/move-library.ts'
import { openDatabase } from '../../../electron/history/database.ts'
import { holdPresence } from '../../../electron/history/presence.ts'
import { locateLibrary } from '../../../electron/settings/library-place.ts'
import { addBatch, createTestLibrary } from '../../support/test-library.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

function closedLibrary() {
  const library = createTestLibrary()
  addBatch(library, { count: 3 })
  const folder = temporaryFolder()
  library.database.copyTo(join(folder, 'library.db'))
  mkdirSync(join(folder, 'recovery'))
  writeFileSync(join(folder, 'recovery', 'paid.0.png'), 'paid bytes')
  return folder
}

function countItems(folder: string): number | undefined {
  const database = openDatabase({ path: join(folder, 'library.db'), backUp: () => undefined })
  const found = database.get<{ count: number }>('SELECT count(*) AS count FROM item')
  database.close()
  return found?.count
}

const machine = (usual: string) => ({ environment: {}, path: null, usual })

// /dev/shm is another file system than the temporary folder on most machines.
const otherDrive = existsSync('/dev/shm') ? '/dev/shm' : undefined

it.each([
  ['on the same drive', undefined],
  ['to another drive', otherDrive],
])('moves everything %s, and the next start finds it', async (_, base) => {
  const usual = closedLibrary()
  const target = join(temporaryFolder(base), 'moved here')
  await moveLibrary({ libraryFolder: usual, target, usual })
  expect(countItems(target)).toBe(3)
  expect(readFileSync(join(target, 'recovery', 'paid.0.png'), 'utf8')).toBe('paid bytes')
  expect(existsSync(join(usual, 'library.db'))).toBe(false)
  expect(locateLibrary(machine(usual))).toBe(target)
})

it('moves it back to the usual place and forgets that it was elsewhere', async () => {
  const usual = closedLibrary()
  const target = join(temporaryFolder(), 'away')
  await moveLibrary({ libraryFolder: usual, target, usual })
  const back = join(temporaryFolder(), 'new usual')
  await moveLibrary({ libraryFolder: target, target: back, usual: back })
  expect(locateLibrary(machine(back))).toBe(back)
  expect(countItems(back)).toBe(3)
})

it('refuses a folder that holds something, a folder inside the library, and a library that is open', async () => {
  const usual = closedLibrary()
  const full = temporaryFolder()
  writeFileSync(join(full, 'mine.txt'), '')
  await expect(moveLibrary({ libraryFolder: usual, target: full, usual })).rejects.toThrow(/holds something/)
  await expect(moveLibrary({ libraryFolder: usual, target: join(usual, 'in'), usual })).rejects.toThrow(/itself/)
  const presence = holdPresence(usual)
  const target = join(temporaryFolder(), 'x')
  await expect(moveLibrary({ libraryFolder: usual, target, usual })).rejects.toThrow(/open in another/)
  presence.release()
  expect(countItems(usual)).toBe(3)
})
