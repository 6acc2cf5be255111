import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openTableLog, type Change, type TableLog } from './table-log.ts'

export interface Table<Row> {
  get(id: string): Row | undefined
  /** Durable against the end of this process once it returns, or once the surrounding `atomically` does. */
  put(id: string, row: Row): void
  /** In the order in which the rows were first put. */
  rows(): IterableIterator<Row>
}

export interface Store {
  table<Row>(name: string): Table<Row>
  /** All changes made inside are written at once or not at all; they are seen by `get` afterwards only. */
  atomically<T>(change: () => T): T
  /** Keeps bytes under a fresh id. A kill in between leaves a file that no row names. */
  saveFile(bytes: Buffer): Promise<string>
  loadFile(id: string): Promise<Buffer>
  close(): void
}

/** State of one practice service: in `folder`, where it outlives the process, or in memory only. */
export function openStore(folder: string | null): Store {
  const log: TableLog | null = folder === null ? null : openTableLog(join(folder, 'state.ndjson'))
  const tables = log?.tables ?? new Map<string, Map<string, unknown>>()
  let pending: Change[] | null = null

  return { table, atomically, ...createFiles(folder), close: () => log?.close() }

  function table<Row>(name: string): Table<Row> {
    const rows = tables.get(name) ?? new Map<string, unknown>()
    tables.set(name, rows)
    return {
      get: (id) => rows.get(id) as Row | undefined, // Only `put` below, typed alike, ever writes these rows.
      put: (id, row) => commit([{ table: name, id, row }]),
      rows: () => rows.values() as IterableIterator<Row>, // As above.
    }
  }

  function commit(changes: readonly Change[]): void {
    if (pending) {
      pending.push(...changes)
      return
    }
    log?.append(changes)
    for (const { table: name, id, row } of changes) tables.get(name)?.set(id, row)
  }

  function atomically<T>(change: () => T): T {
    if (pending) return change()
    pending = []
    let changes: readonly Change[] = []
    try {
      const result = change()
      changes = pending
      pending = null
      if (changes.length > 0) commit(changes)
      return result
    } finally {
      pending = null
    }
  }
}

function createFiles(folder: string | null): Pick<Store, 'saveFile' | 'loadFile'> {
  if (folder === null) return createMemoryFiles()
  const files = join(folder, 'files')
  mkdirSync(files, { recursive: true, mode: 0o700 })
  return {
    saveFile: async (bytes) => {
      const id = randomUUID()
      await writeFile(join(files, id), bytes, { flag: 'wx', mode: 0o600 })
      return id
    },
    loadFile: (id) => readFile(join(files, id)),
  }
}

function createMemoryFiles(): Pick<Store, 'saveFile' | 'loadFile'> {
  const files = new Map<string, Buffer>()
  return {
    saveFile: (bytes) => {
      const id = randomUUID()
      files.set(id, bytes)
      return Promise.resolve(id)
    },
    loadFile: (id) => {
      const bytes = files.get(id)
      return bytes ? Promise.resolve(bytes) : Promise.reject(new Error(`No practice file ${id}`))
    },
  }
}
