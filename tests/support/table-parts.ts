import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Found } from '../../electron/library/walk-state.ts'
import { createPathIds } from '../../electron/pictures/path-ids.ts'
import { createPictureIds } from '../../electron/pictures/picture-ids.ts'
import { createTable } from '../../electron/table/table.ts'
import { createTestLibrary } from './test-library.ts'

/** A real library with its light table. */
export function createTestTable() {
  const library = createTestLibrary()
  const pictures = createPictureIds()
  const now = (): Date => library.clock.now()
  const table = createTable({ database: library.database, now, pictures })
  return { library, database: library.database, pictures, paths: createPathIds(), now, table }
}

/** Sources that exist only as records. */
export function buildFound(count: number, change: Partial<Found> = {}): Found[] {
  return Array.from({ length: count }, (_, index) => {
    const relativePath = `IMG_${String(index).padStart(6, '0')}.jpg`
    return { path: `/shoot/${relativePath}`, root: '/shoot', relativePath, bytes: 1_000 + index, mtimeMs: 5, ...change }
  })
}

/** Writes a file with its folders and returns its path. */
export function writeTo(folder: string, relativePath: string, content: string | Buffer = relativePath): string {
  const path = join(folder, relativePath)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  return path
}

/** What a walk says of a file that was named itself. */
export function foundAt(path: string, root = dirname(path)): Found {
  const { size, mtimeMs } = statSync(path)
  const relativePath = root === dirname(path) ? basename(path) : path.slice(root.length + 1)
  return { path, root, relativePath, bytes: size, mtimeMs }
}
