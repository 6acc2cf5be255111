import { createHash, randomUUID } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { addBatch, buildFacts, type TestLibrary } from './test-library.ts'

interface ResultToAdd {
  readonly source: string
  readonly result: string
}

export interface MadeResult {
  readonly itemId: string
  readonly sourceId: string
  readonly outputId: string
}

export function sha256Of(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}

/** Keeps a file as a source, as intake would. */
export function addSource({ sources }: TestLibrary, path: string): string {
  const { size: bytes, mtimeMs: modifiedMs } = statSync(path)
  return sources.put({ path, bytes, modifiedMs }, buildFacts({ bytes, sha256: sha256Of(path) })).id
}

/** Two files as a finished item: one was made of the other. Both have to be there. */
export function addResult(library: TestLibrary, { source, result }: ResultToAdd): MadeResult {
  const { database, items, outputs, clock } = library
  const { batch } = addBatch(library, { count: 0 })
  const [itemId, attemptId, sourceId] = [randomUUID(), randomUUID(), addSource(library, source)]
  const at = clock.now().toISOString()
  items.insert([
    {
      id: itemId,
      batchId: batch.id,
      position: 0,
      sourceId,
      sourceLabel: basename(source),
      prompt: 'make it warm',
      targets: ['0'],
      status: 'done',
      skipReason: null,
      linkedItemId: null,
      failure: null,
    },
  ])
  database.run(
    `INSERT INTO attempt (id, item_id, number, state, day, price_nano, created_at)
     VALUES (:attemptId, :itemId, 1, 'succeeded', '2026-01-01', 0, :at)`,
    { attemptId, itemId, at },
  )
  outputs.put({
    itemId,
    attemptId,
    number: 0,
    state: 'published',
    path: result,
    sha256: sha256Of(result),
    bytes: statSync(result).size,
    format: 'jpeg',
    width: 40,
    height: 30,
    isFlagged: false,
  })
  return { itemId, sourceId, outputId: outputs.ofItem(itemId)[0]?.id ?? '' }
}
