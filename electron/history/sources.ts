import { randomUUID } from 'node:crypto'
import type { PictureFacts } from '../../shared/domain/picture.ts'
import type { Database } from './database.ts'

export interface Source {
  readonly id: string
  readonly path: string
  /** null: it could not be read as a picture when it was added. */
  readonly facts: PictureFacts | null
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
  put(stamp: FileStamp, facts: PictureFacts | null): Source
  get(id: string): Source | null
  /** What a source became under an upload rule before, so that a quote knows its content without preparing it again. */
  preparedAs(sourceSha256: string, rule: string): string | null
  rememberPrepared(sourceSha256: string, rule: string, sha256: string): void
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
         ORDER BY rowid DESC LIMIT 1`,
        { path, bytes, modifiedMs },
      )
      return row && toSource(row)
    },
    put: (stamp, facts) => putSource(database, { ...stamp, facts, at: now().toISOString() }),
    get: (id) => {
      const row = database.get<SourceRow>('SELECT id, path, facts FROM source WHERE id = :id', { id })
      return row && toSource(row)
    },
    preparedAs: (sourceSha256, rule) =>
      database.get<{ sha256: string }>(
        'SELECT sha256 FROM prepared WHERE source_sha256 = :sourceSha256 AND rule = :rule',
        { sourceSha256, rule },
      )?.sha256 ?? null,
    rememberPrepared: (sourceSha256, rule, sha256) => {
      database.run(
        'INSERT INTO prepared (source_sha256, rule, sha256) VALUES (:sourceSha256, :rule, :sha256) ON CONFLICT DO NOTHING',
        { sourceSha256, rule, sha256 },
      )
    },
    isSource: (path) => database.get('SELECT 1 AS found FROM source WHERE path = :path LIMIT 1', { path }) !== null,
  }
}

interface SourceToPut extends FileStamp {
  readonly facts: PictureFacts | null
  readonly at: string
}

function putSource(database: Database, { path, bytes, modifiedMs, facts, at }: SourceToPut): Source {
  const sha256 = contentOf(facts)
  database.run(
    `INSERT INTO source (id, path, bytes, modified_ms, sha256, facts, added_at)
     VALUES (:id, :path, :bytes, :modifiedMs, :sha256, :facts, :at)
     ON CONFLICT (path, sha256) DO UPDATE SET bytes = excluded.bytes, modified_ms = excluded.modified_ms,
       facts = excluded.facts`,
    { id: randomUUID(), path, bytes, modifiedMs, sha256, facts: JSON.stringify(facts), at },
  )
  const row = database.get<SourceRow>('SELECT id, path, facts FROM source WHERE path = :path AND sha256 = :sha256', {
    path,
    sha256,
  })
  if (row === null) throw new Error('A source that was just written cannot be read')
  return toSource(row)
}

/** Unreadable files share an empty content; they are looked at again before anything is sent. */
function contentOf(facts: PictureFacts | null): string {
  return facts?.sha256 ?? ''
}

function toSource({ id, path, facts }: SourceRow): Source {
  return { id, path, facts: JSON.parse(facts) as PictureFacts | null } // Written by `put` from PictureFacts.
}
