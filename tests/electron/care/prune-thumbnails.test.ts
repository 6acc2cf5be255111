import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { backUpTo } from '../../../electron/care/copy-library.ts'
import { measureLibrary } from '../../../electron/care/measure-library.ts'
import { pruneThumbnails } from '../../../electron/care/prune-thumbnails.ts'
import { AppError } from '../../../shared/errors.ts'
import { openDatabase } from '../../../electron/history/database.ts'
import { addBatch, createTestLibrary } from '../../support/test-library.ts'

const known = '0'.padStart(64, 'f')
const unknown = 'e'.repeat(64)

function libraryWithThumbnails(names: readonly string[]) {
  const library = createTestLibrary()
  addBatch(library, { count: 1 })
  const group = join(library.folder, 'thumbnails', 'ff')
  mkdirSync(group, { recursive: true })
  for (const name of names) writeFileSync(join(group, name), 'pixels')
  return { ...library, group, thumbnailsFolder: join(library.folder, 'thumbnails') }
}

it('keeps the small thumbnails of history and what is not its own, and removes the rest', async () => {
  const library = libraryWithThumbnails([`${known}-256.webp`, `${known}-4096.webp`, `${unknown}-256.webp`, 'notes.txt'])
  const { thumbnailsFolder, database, group } = library
  const signal = new AbortController().signal
  expect(await pruneThumbnails({ thumbnailsFolder, database, keptEdges: [256], signal })).toEqual({
    files: 2,
    bytes: 12,
  })
  expect(readdirSync(group).toSorted()).toEqual([`${known}-256.webp`, 'notes.txt'])
  expect(await pruneThumbnails({ thumbnailsFolder, database, keptEdges: [256], signal })).toEqual({
    files: 0,
    bytes: 0,
  })
})

it('measures what takes how much room', async () => {
  const { folder } = libraryWithThumbnails([`${known}-256.webp`, `${known}-512.webp`])
  writeFileSync(join(folder, 'settings.json'), '{}')
  const sizes = await measureLibrary(folder)
  expect(sizes.thumbnails).toEqual({ files: 2, bytes: 12 })
  expect(sizes.database.bytes).toBeGreaterThan(4_096)
  expect(sizes.other).toEqual({ files: 1, bytes: 2 })
  expect(sizes.backups).toEqual({ files: 0, bytes: 0 })
})

it('backs up to a folder that is a library itself, and refuses one that holds something', async () => {
  const { database, folder } = libraryWithThumbnails([`${known}-256.webp`])
  mkdirSync(join(folder, 'recovery'))
  writeFileSync(join(folder, 'recovery', 'paid.0.png'), 'paid')
  const target = join(folder, 'copy')
  await backUpTo({ database, libraryFolder: folder, target, withThumbnails: true })
  expect(readdirSync(target).toSorted()).toEqual(['library.db', 'recovery', 'thumbnails'])
  const copy = openDatabase({ path: join(target, 'library.db'), backUp: () => undefined })
  expect(copy.get('SELECT count(*) AS count FROM item')).toEqual({ count: 1 })
  copy.close()
  await expect(backUpTo({ database, libraryFolder: folder, target, withThumbnails: false })).rejects.toThrow(
    /holds something/,
  )
})

it('leaves nothing of a back-up that failed, so that half a library is never taken for one', async () => {
  const { database, folder } = libraryWithThumbnails([])
  const target = join(folder, 'copy')
  writeFileSync(join(folder, 'recovery'), '')
  const failing = {
    ...database,
    copyTo: (path: string) => {
      database.copyTo(path)
      throw new AppError('disk-full', 'The drive is full.')
    },
  }
  await expect(backUpTo({ database: failing, libraryFolder: folder, target, withThumbnails: false })).rejects.toThrow(
    /full/,
  )
  expect(readdirSync(target)).toEqual([])
})
