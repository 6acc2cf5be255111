import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database } from '../history/database.ts'
import type { Found } from '../library/walk-state.ts'

export interface Added {
  readonly added: number
  /** There already. */
  readonly known: number
  /** New ones, those that came back, and known ones whose file has another size or time now. */
  readonly ids: readonly number[]
}

interface Known {
  readonly id: number
  readonly bytes: number
  readonly modified_ms: number
  readonly removal: number | null
}

/** The longest a transaction may hold up everything else of the process. */
const holdUpMs = 12
const filesAtLeast = 20

/** Adds files in their order, a few in each turn of the event loop. Stops between two turns when told to. */
export async function addSources(
  database: Database,
  found: readonly Found[],
  { at, signal }: { readonly at: string; readonly signal: AbortSignal | null },
): Promise<Added> {
  let [added, next] = [0, 0]
  const ids: number[] = []
  while (next < found.length) {
    if (signal?.aborted === true) break
    next = database.transaction('grouped', () => addSome(next))
    await nextTurn()
  }
  return { added, known: next - added, ids }

  function addSome(start: number): number {
    const untilMs = performance.now() + holdUpMs
    let position = start
    for (const file of found.slice(start, start + 1_000)) {
      if (position - start >= filesAtLeast && performance.now() > untilMs) break
      addOne(file)
      position += 1
    }
    return position
  }

  function addOne(file: Found): void {
    const known = database.get<Known>('SELECT id, bytes, modified_ms, removal FROM table_source WHERE path = :path', {
      path: file.path,
    })
    if (known === null) ids.push(insert(database, file, at))
    else if (known.removal !== null) ids.push(bringBack(database, known.id, { file, at }))
    else if (known.bytes !== file.bytes || known.modified_ms !== file.mtimeMs)
      ids.push(refresh(database, known.id, file))
    if (known === null || known.removal !== null) added += 1
  }
}

function insert(database: Database, { path, root, relativePath, bytes, mtimeMs }: Found, at: string): number {
  const row = database.get<{ id: number }>(
    `INSERT INTO table_source (path, root, relative_path, bytes, modified_ms, added_at)
     VALUES (:path, :root, :relativePath, :bytes, :mtimeMs, :at) RETURNING id`,
    { path, root, relativePath, bytes, mtimeMs, at },
  )
  if (row === null) throw new Error('A source that was just added has no id')
  return row.id
}

function bringBack(
  database: Database,
  id: number,
  { file, at }: { readonly file: Found; readonly at: string },
): number {
  const { root, relativePath, bytes, mtimeMs } = file
  database.run(
    `UPDATE table_source SET root = :root, relative_path = :relativePath, bytes = :bytes, modified_ms = :mtimeMs,
       added_at = :at, removal = NULL WHERE id = :id`,
    { id, root, relativePath, bytes, mtimeMs, at },
  )
  return id
}

function refresh(database: Database, id: number, { bytes, mtimeMs }: Found): number {
  database.run('UPDATE table_source SET bytes = :bytes, modified_ms = :mtimeMs WHERE id = :id', { id, bytes, mtimeMs })
  return id
}
