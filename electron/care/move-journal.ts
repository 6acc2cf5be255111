import { existsSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { moveNote } from '../history/presence.ts'
import { nodeFileSystem } from '../library/file-system.ts'
import { replaceFile } from '../library/durable-file.ts'

/**
 * From here on a move is finished and never taken back. `renaming`: what is not in the old folder is in the new one.
 * `arrived`: the new folder has a proven copy, and the old one is only removed.
 */
const begunSchema = z.object({ to: z.string(), phase: z.enum(['renaming', 'arrived']) })
export type BegunMove = z.infer<typeof begunSchema>

/** The move that was begun and not finished; null where there is none. Throws `library-note-damaged` for a note nobody can read. */
export function readBegunMove(libraryFolder: string): BegunMove | null {
  const path = join(libraryFolder, moveNote)
  if (!existsSync(path)) return null
  try {
    return begunSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (thrown) {
    const message = `${path} should say where the library is being moved to, and cannot be read. Mend it: {"to": FOLDER, "phase": "renaming"}.`
    throw new AppError('library-note-damaged', message, { cause: thrown })
  }
}

/** null: the move is over. */
export async function writeBegunMove(libraryFolder: string, move: BegunMove | null): Promise<void> {
  if (move === null) await rm(join(libraryFolder, moveNote), { force: true })
  else await replaceFile(nodeFileSystem, join(libraryFolder, moveNote), Buffer.from(`${JSON.stringify(move)}\n`))
}
