import { randomUUID } from 'node:crypto'
import type { PictureFacts } from '../../shared/domain/picture.ts'
import type { Database } from './database.ts'

export interface Source {
  readonly id: string
  readonly path: string
  readonly facts: PictureFacts
}

interface FileStamp {
  readonly path: string
  readonly bytes: number
  readonly modifiedMs: number
}

export interface Sources {
  /** The picture last seen at this path, if neither its size nor its time has changed since. */
  unchanged(stamp: FileStamp): Source | null
  /** Keeps what was found at a path; the same content at the same path stays the same source. */
  put(stamp: FileStamp, facts: PictureFacts): Source
  get(id: string): Source | null
  /** Whether a path is a source; originals are never written. */
  isSource(path: string): boolean
}

interface SourceRow {
  readonly id: string
  readonly path: string
  readonly facts: string
}

export function createSources(database: Database, now: () => Date): Sources {
  return {
    unchanged: ({ path, bytes, modifiedMs }) => {
      const row = database.get<SourceRow>(
        `SELECT id, path, facts FROM source WHERE path = :path AND bytes = :bytes AND modified_ms = :modifiedMs
         ORDER BY added_at DESC LIMIT 1`,
        { path, bytes, modifiedMs },
      )
      return row && toSource(row)
    },
    put: ({ path, bytes, modifiedMs }, facts) => {
      database.run(
        `INSERT INTO source (id, path, bytes, modified_ms, sha256, facts, added_at)
         VALUES (:id, :path, :bytes, :modifiedMs, :sha256, :facts, :at)
         ON CONFLICT (path, sha256) DO UPDATE SET modified_ms = excluded.modified_ms, facts = excluded.facts`,
        {
          id: randomUUID(),
          path,
          bytes,
          modifiedMs,
          sha256: facts.sha256,
          facts: JSON.stringify(facts),
          at: now().toISOString(),
        },
      )
      const row = database.get<SourceRow>(
        'SELECT id, path, facts FROM source WHERE path = :path AND sha256 = :sha256',
        { path, sha256: facts.sha256 },
      )
      if (row === null) throw new Error('A source that was just written cannot be read')
      return toSource(row)
    },
    get: (id) => {
      const row = database.get<SourceRow>('SELECT id, path, facts FROM source WHERE id = :id', { id })
      return row && toSource(row)
    },
    isSource: (path) => database.get('SELECT 1 AS found FROM source WHERE path = :path LIMIT 1', { path }) !== null,
  }
}

function toSource({ id, path, facts }: SourceRow): Source {
  return { id, path, facts: JSON.parse(facts) as PictureFacts } // Written by `put` from PictureFacts.
}
