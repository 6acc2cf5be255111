import { cp, open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { openForReading } from '../history/database.ts'
import { syncFolder } from '../library/durable-file.ts'
import { makeFolder, nodeFileSystem } from '../library/file-system.ts'
import { writingTo } from '../library/output-failure.ts'

interface Way {
  readonly from: string
  readonly to: string
}

/**
 * Copies parts of a library to a new folder, proves that what arrived is a whole one, and has the drive write it. Throws
 * `disk-full`, `output-unwritable` or `library-damaged`, and then nothing of it is left.
 */
export async function copyProven(names: readonly string[], { from, to }: Way): Promise<void> {
  try {
    await writingTo(to, async () => {
      await makeFolder(to, 0o700)
      for (const name of names)
        await cp(join(from, name), join(to, name), { recursive: true, preserveTimestamps: true })
    })
    prove(join(to, 'library.db'))
    await writingTo(to, () => syncBelow(to))
  } catch (thrown) {
    await rm(to, { recursive: true, force: true })
    throw thrown
  }
}

function prove(path: string): void {
  const database = openForReading(path)
  try {
    const verdict = database.get<{ quick_check: string }>('PRAGMA quick_check(1)')?.quick_check
    if (verdict !== 'ok') throw new AppError('library-damaged', `The copy at ${path} is damaged.`)
  } finally {
    database.close()
  }
}

/** All but thumbnails, which can be made again. */
async function syncBelow(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory() && entry.name !== 'thumbnails') await syncBelow(path)
    if (entry.isFile()) await syncFile(path)
  }
  await syncFolder(nodeFileSystem, folder)
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
