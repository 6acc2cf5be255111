import { createHash, randomFillSync } from 'node:crypto'
import { createReadStream, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createApp } from '../../electron/compose.ts'
import type { App } from '../../electron/app.ts'
import { recipeSchema } from '../../shared/domain/recipe.ts'
import { compare, timed, type Benchmark } from './measure.ts'
import { inFolder } from './workplace.ts'

const count = 1_000
const fileBytes = 2_000_000
const pairs = 3

interface WrittenFile {
  readonly path: string
  readonly sha256: string
}

/** Proof of 1,000 results beside hashing the same files one after the other, with nothing else done. */
export const verify: Benchmark = {
  name: 'verify',
  run: () =>
    inFolder(async (folder) => {
      const files = writeFiles(join(folder, 'results'))
      const app = await createApp({
        libraryFolder: join(folder, 'library'),
        environment: {},
        log: { warn: console.error, error: console.error, addSecret: () => undefined },
      })
      try {
        addResults(app, files)
        const { oursMs, bareMs, ratio } = await compare(
          pairs,
          () => timed(() => verifyAll(app)),
          () => timed(() => hashAll(files)),
        )
        return [
          {
            name: `Proof of ${count} results of ${fileBytes / 1e6} MB`,
            value: `${perSecond(oursMs)}, ${(oursMs / 1_000).toFixed(2)} s`,
            ratio,
            baseline: `bare sha256 of the same files, ${perSecond(bareMs)}, ${(bareMs / 1_000).toFixed(2)} s`,
          },
        ]
      } finally {
        await app.close()
      }
    }),
}

function perSecond(ms: number): string {
  return `${((count * fileBytes) / 1e6 / (ms / 1_000)).toFixed(0)} MB/s`
}

async function verifyAll({ verify: proof }: App): Promise<void> {
  const request = { batchId: null, lookIn: [], signal: new AbortController().signal }
  let unchanged = 0
  for await (const { verdict } of proof.run(request)) if (verdict === 'unchanged') unchanged += 1
  if (unchanged !== count) throw new Error(`Only ${unchanged} of ${count} results are unchanged.`)
}

async function hashAll(files: readonly WrittenFile[]): Promise<void> {
  for (const { path, sha256 } of files) {
    const hash = createHash('sha256')
    await pipeline(createReadStream(path), hash)
    if (hash.digest('hex') !== sha256) throw new Error(`${path} is not what was written.`)
  }
}

function writeFiles(folder: string): readonly WrittenFile[] {
  mkdirSync(folder)
  const bytes = randomFillSync(Buffer.alloc(fileBytes))
  return Array.from({ length: count }, (_, index) => {
    bytes.writeUInt32BE(index)
    const path = join(folder, `${index}.png`)
    writeFileSync(path, bytes)
    return { path, sha256: createHash('sha256').update(bytes).digest('hex') }
  })
}

/** A batch that is done, as its rows stand in the library. */
function addResults({ database }: App, files: readonly WrittenFile[]): void {
  const at = '2026-03-01T12:00:00.000Z'
  const recipe = JSON.stringify(recipeSchema.parse({ model: 'runflow/reve/edit', prompt: 'make it warm' }))
  database.transaction('full', () => {
    database.run(
      `INSERT INTO batch (id, number, mode, model, recipe, quote, output_folder, status, created_at)
       VALUES ('b', 1, 'paid', 'runflow/reve/edit', :recipe, '{}', '/results', 'done', :at)`,
      { at, recipe },
    )
    database.run(
      `INSERT INTO source (id, path, bytes, modified_ms, sha256, facts, added_at)
       VALUES ('s', '/source.png', 1, 1, 'x', '{}', :at)`,
      { at },
    )
    files.forEach((file, index) => addResult(database, { file, index, at }))
  })
}

function addResult(
  database: App['database'],
  { file, index, at }: { readonly file: WrittenFile; readonly index: number; readonly at: string },
): void {
  const ids = { item: `i${index}`, attempt: `a${index}` }
  database.run(
    `INSERT INTO item (id, batch_id, position, source_id, source_label, prompt, targets, status, updated_at)
     VALUES (:item, 'b', :index, 's', 'source.png', 'make it warm', '[]', 'done', :at)`,
    { item: ids.item, index, at },
  )
  database.run(
    `INSERT INTO attempt (id, item_id, number, state, day, price_nano, created_at)
     VALUES (:attempt, :item, 1, 'succeeded', '2026-03-01', 40000000, :at)`,
    { ...ids, at },
  )
  database.run(
    `INSERT INTO output (id, item_id, attempt_id, number, state, path, sha256, bytes, format, width, height, is_flagged,
       created_at) VALUES (:id, :item, :attempt, 0, 'published', :path, :sha256, :bytes, 'png', 1152, 864, 0, :at)`,
    { ...ids, id: `o${index}`, ...file, bytes: fileBytes, at },
  )
}
