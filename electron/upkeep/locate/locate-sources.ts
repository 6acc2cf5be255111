import type { Database } from '../../history/database.ts'
import type { Found } from '../../library/walk-state.ts'
import { walkPaths } from '../../library/walk.ts'
import { matchFiles } from './match-files.ts'
import { findMissing, type MissingSource } from './missing-sources.ts'

export interface LocateRequest {
  readonly sourceId: string
  /** Absolute; searched with everything below. */
  readonly folder: string
  readonly signal: AbortSignal
}

/**
 * Looks below a folder for a source whose file is gone, and for all that are missing beside and below it, by size and
 * content; says how many it found. They are there from now on, in history and on the light table. No file is changed.
 * It may be done again, also with another folder. Rejects with the signal's reason when it is stopped.
 */
export async function locateSources(database: Database, { sourceId, folder, signal }: LocateRequest): Promise<number> {
  const missing = await findMissing(database, sourceId, signal)
  if (missing.length === 0) return 0
  const { found } = await walkPaths([folder], { signal })
  const matches = await matchFiles(missing, found, signal)
  database.transaction('full', () => {
    for (const { source, file } of matches) move(database, source, file)
  })
  return matches.length
}

function move(database: Database, { id, path: from, sha256 }: MissingSource, file: Found): void {
  const { path, bytes, mtimeMs: modifiedMs } = file
  const there = database.get<{ id: string }>('SELECT id FROM source WHERE path = :path AND sha256 = :sha256', {
    path,
    sha256,
  })
  if (there === null) {
    database.run('UPDATE source SET path = :path, bytes = :bytes, modified_ms = :modifiedMs WHERE id = :id', {
      id,
      path,
      bytes,
      modifiedMs,
    })
  } else merge(database, id, there.id)
  moveOnTable(database, from, file)
}

/** It was added from its new place meanwhile. That one stays, because a batch may be running with it. */
function merge(database: Database, id: string, into: string): void {
  database.run(`UPDATE source SET words = (SELECT words FROM source WHERE id = :id) WHERE id = :into AND words = ''`, {
    id,
    into,
  })
  database.run('UPDATE item SET source_id = :into WHERE source_id = :id', { id, into })
  database.run('DELETE FROM source WHERE id = :id', { id })
}

/** Where the new place is on the light table already, the old one stays as it is. */
function moveOnTable(database: Database, from: string, { path, root, relativePath, bytes, mtimeMs }: Found): void {
  database.run(
    `UPDATE OR IGNORE table_source SET path = :path, root = :root, relative_path = :relativePath, bytes = :bytes,
       modified_ms = :mtimeMs WHERE path = :from`,
    { from, path, root, relativePath, bytes, mtimeMs },
  )
}
