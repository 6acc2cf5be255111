import { linkSync, mkdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createApp } from '../../../electron/compose.ts'
import type { App } from '../../../electron/app.ts'
import type { Found } from '../../../electron/library/walk-state.ts'
import { createPictureIds } from '../../../electron/pictures/picture-ids.ts'
import { createTable } from '../../../electron/table/table.ts'
import { makePictures } from '../workplace.ts'

const differentPictures = 200
const filesInFolder = 1_000

/** Hard links to 200 small photographs, a thousand in each folder below `root`. */
export async function linkPictures(root: string, count: number): Promise<Found[]> {
  const originals = await makePictures(`${root}-originals`, { count: differentPictures, width: 640, height: 480 })
  const stats = originals.map((path) => statSync(path))
  return Array.from({ length: count }, (_, index) => {
    const relativePath = `day ${Math.floor(index / filesInFolder)}/picture-${String(index).padStart(6, '0')}.jpg`
    const path = join(root, relativePath)
    if (index % filesInFolder === 0) mkdirSync(join(path, '..'), { recursive: true })
    linkSync(originals[index % differentPictures] ?? '', path)
    const { size, mtimeMs } = stats[index % differentPictures] ?? statSync(path)
    return { path, root, relativePath, bytes: size, mtimeMs }
  })
}

/** Puts sources onto the light table of the library below `folder`. */
export async function fillTable(folder: string, found: readonly Found[]): Promise<void> {
  await withLibrary(folder, async ({ database, clock }) => {
    const table = createTable({ database, now: () => clock.now(), pictures: createPictureIds() })
    await table.add(found)
  })
}

/** Opens the library below `folder` for as long as the work takes. */
export async function withLibrary<T>(folder: string, work: (app: App) => Promise<T> | T): Promise<T> {
  const log = { warn: console.error, error: console.error, addSecret: () => undefined }
  const app = await createApp({ libraryFolder: join(folder, 'library'), environment: {}, log })
  try {
    return await work(app)
  } finally {
    await app.close()
  }
}

/** The window opens where it was left; now it opens the table. */
export function forgetPlace(folder: string): void {
  const database = new DatabaseSync(join(folder, 'library', 'library.db'))
  database.exec('DELETE FROM page_state')
  database.close()
}

/** What a bare page is told of the same sources. */
export function describeFound(found: readonly Found[]): string {
  return JSON.stringify(
    found.map(({ relativePath, bytes, mtimeMs }, id) => {
      const folder = relativePath.slice(0, relativePath.lastIndexOf('/'))
      return { id, name: basename(relativePath), folder, bytes, modifiedMs: mtimeMs, results: 0, status: null }
    }),
  )
}
