import { mkdirSync, writeFileSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { insertAttempt } from '../../../electron/batches/journal/attempts.ts'
import { nodeFileSystem, type FileSystem } from '../../../electron/library/file-system.ts'
import { readReviews } from '../../../electron/review/review-rows.ts'
import { createReviews } from '../../../electron/review/reviews.ts'
import { nanoUsd } from '../../../shared/domain/money.ts'
import { addBatch, createTestLibrary, type TestLibrary } from '../../support/test-library.ts'

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

interface OutputToAdd {
  readonly text?: string
  readonly path?: string
  readonly state?: 'published' | 'kept'
}

/** Writes a result file and what the library knows of it. */
export function addOutput(library: TestLibrary, itemId: string, { text = 'a result', path, state }: OutputToAdd = {}) {
  const id = `attempt-${itemId}-${Math.random().toString(36).slice(2)}`
  insertAttempt(library.database, { id, itemId, day: '2026-03-01', price: nanoUsd(0), at: '2026-03-01T12:00:00.000Z' })
  const place = path ?? join(library.folder, 'out', `${id}.jpg`)
  mkdirSync(dirname(place), { recursive: true })
  writeFileSync(place, text)
  library.outputs.put({
    itemId,
    attemptId: id,
    number: 0,
    state: state ?? 'published',
    path: place,
    sha256: sha256(text),
    bytes: Buffer.byteLength(text),
    format: 'jpeg',
    width: 4,
    height: 3,
    isFlagged: false,
  })
  const [output] = library.outputs.ofAttempt(id)
  return output!
}

interface TestReviewsOptions {
  readonly library?: TestLibrary
  readonly fileSystem?: FileSystem
  readonly count?: number
}

/** Reviews over a real library with a result for each item, and a folder that plays the system's bin. */
export function createTestReviews({ library = createTestLibrary(), fileSystem, count = 3 }: TestReviewsOptions = {}) {
  const { items, outputs } = library.database.transaction('grouped', () => {
    const { items: added } = addBatch(library, { count, item: { status: 'done' } })
    return { items: added, outputs: added.map(({ id }, index) => addOutput(library, id, { text: `result ${index}` })) }
  })
  const bin = join(library.folder, 'the-bin')
  mkdirSync(bin, { recursive: true })
  const told: boolean[] = []
  let binned = 0
  const machine = {
    moveToBin: async (path: string): Promise<void> => {
      await rename(path, join(bin, `${(binned += 1)}.jpg`))
    },
  }
  const open = (files: FileSystem = nodeFileSystem) =>
    createReviews({
      database: library.database,
      fileSystem: files,
      libraryFolder: library.folder,
      moveToBin: (path) => machine.moveToBin(path),
      now: () => library.clock.now(),
      onChanged: (hasFiles) => told.push(hasFiles),
    })
  return {
    library,
    items,
    outputs,
    ids: outputs.map(({ id }) => id),
    bin,
    told,
    machine,
    reviews: open(fileSystem),
    /** The same library in a new process. */
    reopen: open,
    review: (index = 0) => readReviews(library.database, [outputs[index]!.id]).get(outputs[index]!.id)!,
    output: (index = 0) => library.outputs.get(outputs[index]!.id)!,
    binnedAt: (index = 0) =>
      library.database.get<{ at: string | null }>('SELECT binned_at AS at FROM output WHERE id = :id', {
        id: outputs[index]!.id,
      })!.at,
  }
}
