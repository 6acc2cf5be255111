import { closeSync, openSync, readSync } from 'node:fs'
import { damagedBeforeUse } from './library-errors.ts'

/** A file that is something else must not be opened for writing at all. */
export function refuseForeignFile(path: string): void {
  const header = Buffer.alloc(16)
  const file = openSync(path, 'r')
  try {
    const read = readSync(file, header, 0, 16, 0)
    if (read > 0 && header.toString('latin1') !== 'SQLite format 3\0') throw damagedBeforeUse(path)
  } finally {
    closeSync(file)
  }
}
