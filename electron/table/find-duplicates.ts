import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { AppError } from '../../shared/errors.ts'
import { mapBounded } from '../library/bounded.ts'
import { closing } from '../library/durable-file.ts'
import { readBlock } from '../library/read-block.ts'
import type { ContentHashes } from '../pictures/content-hashes.ts'
import { asMissing } from '../pictures/resolve-picture.ts'
import type { TableSource } from './table-rows.ts'
import type { Table } from './table.ts'

interface Dependencies {
  readonly table: Pick<Table, 'page'>
  readonly hashes: Pick<ContentHashes, 'hashOf'>
}

interface Search {
  readonly newIds: ReadonlySet<number>
  /** Sizes of the new ones. */
  readonly sizes: ReadonlySet<number>
  readonly signal: AbortSignal
}

const pageSize = 2_000
const filesAtOnce = 2
const sampleBytes = 16_384

/**
 * How many of the new sources hold the same bytes as another on the table. Reads only files of the same size, of those
 * first a few places, and whole only what is alike there. What cannot be read is no duplicate. Throws `cancelled`.
 */
export async function countDuplicates(dependencies: Dependencies, search: Search): Promise<number> {
  let count = 0
  for (const alike of (await readBySize(dependencies.table, search)).values()) {
    if (alike.length === 1 || !alike.some(({ id }) => search.newIds.has(id))) continue
    count += await countAlike(alike, dependencies, search)
  }
  return count
}

async function readBySize(
  table: Dependencies['table'],
  { sizes, signal }: Search,
): Promise<ReadonlyMap<number, readonly TableSource[]>> {
  const bySize = new Map<number, TableSource[]>()
  for (let after = -1; ;) {
    if (signal.aborted) throw new AppError('cancelled', 'Looking for duplicates was stopped.')
    const page = table.page(after, pageSize)
    for (const source of page) if (sizes.has(source.bytes)) add(bySize, source.bytes, source)
    const last = page.at(-1)
    if (last === undefined) return bySize
    after = last.id
    await nextTurn()
  }
}

async function countAlike(
  alike: readonly TableSource[],
  { hashes }: Dependencies,
  { newIds, signal }: Search,
): Promise<number> {
  const sampled = await groupBy(alike, (source) => sampleOf(source, signal))
  let count = 0
  for (const group of sampled) {
    for (const same of await groupBy(group, (source) => hashes.hashOf(source, signal))) {
      count += Math.min(same.length - 1, same.filter(({ id }) => newIds.has(id)).length)
    }
  }
  return count
}

/** Groups of at least two with the same key. */
async function groupBy(
  sources: readonly TableSource[],
  keyOf: (source: TableSource) => Promise<string>,
): Promise<readonly (readonly TableSource[])[]> {
  const groups = new Map<string, TableSource[]>()
  await mapBounded(sources, filesAtOnce, async (source) => {
    const key = await keyIfReadable(source, keyOf)
    if (key !== null) add(groups, key, source)
  })
  return [...groups.values()].filter((group) => group.length > 1)
}

function add<K>(groups: Map<K, TableSource[]>, key: K, source: TableSource): void {
  const group = groups.get(key)
  if (group === undefined) groups.set(key, [source])
  else group.push(source)
}

async function keyIfReadable(
  source: TableSource,
  keyOf: (source: TableSource) => Promise<string>,
): Promise<string | null> {
  try {
    return await keyOf(source)
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code !== 'cancelled') return null
    throw thrown
  }
}

/** Pixels of two photographs of one size differ at one of three places; a burst of frames is not read whole for it. */
async function sampleOf({ path, bytes }: TableSource, signal: AbortSignal): Promise<string> {
  if (signal.aborted) throw new AppError('cancelled', 'Looking for duplicates was stopped.')
  const hash = createHash('sha256')
  const buffer = Buffer.alloc(sampleBytes)
  try {
    const file = await open(path, 'r')
    await closing(file, async () => {
      for (const start of [0, Math.floor(bytes / 2), bytes - sampleBytes]) {
        const length = await readBlock(file, buffer, Math.max(0, start))
        hash.update(buffer.subarray(0, length))
      }
    })
  } catch (thrown) {
    throw asMissing(thrown)
  }
  return hash.digest('hex')
}
