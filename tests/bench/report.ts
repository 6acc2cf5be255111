import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createApp } from '../../electron/compose.ts'
import type { App } from '../../electron/app.ts'
import { recipeSchema } from '../../shared/domain/recipe.ts'
import { runBareSharp } from './bare-sharp-client.ts'
import { timed, type Benchmark } from './measure.ts'
import { inFolder, makePictures } from './workplace.ts'

const items = 1_000
const different = 20
const atOnce = 2

interface Pair {
  readonly source: string
  readonly result: string
}

/**
 * The contact sheet of a batch of 1,000: 2,000 pictures, of which none has a thumbnail yet, beside a bare loop that makes
 * the same thumbnails and nothing else; and once more, with the thumbnails that are kept of everything in history.
 */
export const report: Benchmark = {
  name: 'report',
  run: () =>
    inFolder(async (folder) => {
      const pairs = await makePairs(folder)
      const app = await createApp({
        libraryFolder: join(folder, 'library'),
        environment: {},
        log: { warn: console.error, error: console.error, addSecret: () => undefined },
      })
      try {
        const batchId = addBatch(app, pairs)
        const write = (name: string): Promise<number> => timed(() => writeReport(app, batchId, join(folder, name)))
        const ownMs = await write('sheet.html')
        const paths = pairs.flatMap(({ source, result }) => [source, result])
        const bareMs = await runBareSharp('thumbnail', paths, atOnce)
        const keptMs = await write('again.html')
        const ratio = ownMs / bareMs
        const megabytes = statSync(join(folder, 'sheet.html')).size / 1e6
        return [
          {
            name: `Contact sheet of ${items} sources of 12 MP beside their results of 1 MP`,
            value: `${(ownMs / 1_000).toFixed(1)} s, ${megabytes.toFixed(1)} MB`,
            ratio: { median: ratio, min: ratio, max: ratio },
            baseline: `bare sharp, ${(bareMs / 1_000).toFixed(1)} s for the same ${paths.length} thumbnails`,
          },
          {
            name: 'The same where its thumbnails are kept',
            value: `${(keptMs / 1_000).toFixed(2)} s`,
            ratio: null,
            baseline: null,
          },
        ]
      } finally {
        await app.close()
      }
    }),
}

async function writeReport(app: App, batchId: string, path: string): Promise<void> {
  await app.reports.write({
    subject: { kind: 'batch', id: batchId },
    format: 'html',
    place: { path, ifThere: 'refuse' },
    language: 'en',
    signal: new AbortController().signal,
    onProgress: () => undefined,
  })
}

async function makePairs(folder: string): Promise<readonly Pair[]> {
  const large = await makePictures(join(folder, 'large'), { count: different, width: 4000, height: 3000 })
  const small = await makePictures(join(folder, 'small'), { count: different, width: 1152, height: 864 })
  mkdirSync(join(folder, 'sources'))
  mkdirSync(join(folder, 'results'))
  return Array.from({ length: items }, (_, index) => {
    const pair = { source: join(folder, 'sources', `${index}.jpg`), result: join(folder, 'results', `${index}.jpg`) }
    copyWithRemark(large[index % different] ?? '', pair.source, index)
    copyWithRemark(small[index % different] ?? '', pair.result, index)
    return pair
  })
}

/** Another content for the same pixels: a thumbnail is made once for each content. */
function copyWithRemark(from: string, to: string, number: number): void {
  const bytes = readFileSync(from)
  const text = Buffer.from(String(number).padStart(8, '0'))
  const remark = Buffer.concat([Buffer.from([0xff, 0xfe, 0, text.length + 2]), text])
  writeFileSync(to, Buffer.concat([bytes.subarray(0, 2), remark, bytes.subarray(2)]))
}

/** A batch that is done, as its rows stand in the library. */
function addBatch({ database }: App, pairs: readonly Pair[]): string {
  const at = '2026-03-01T12:00:00.000Z'
  database.transaction('full', () => {
    database.run(
      `INSERT INTO batch (id, number, mode, model, recipe, quote, output_folder, status, created_at)
       VALUES ('b', 1, 'paid', 'runflow/reve/edit', :recipe, :quote, '/results', 'done', :at)`,
      { at, recipe: recipe(), quote: quote() },
    )
    pairs.forEach((pair, index) => addItem(database, { pair, index, at }))
  })
  return 'b'
}

function addItem(
  database: App['database'],
  { pair, index, at }: { readonly pair: Pair; readonly index: number; readonly at: string },
): void {
  const source = { id: `s${index}`, path: pair.source, sha256: hashOf(pair.source), at }
  database.run(
    `INSERT INTO source (id, path, bytes, modified_ms, sha256, facts, added_at)
     VALUES (:id, :path, 1, 1, :sha256, '{}', :at)`,
    source,
  )
  database.run(
    `INSERT INTO item (id, batch_id, position, source_id, source_label, prompt, targets, status, updated_at)
     VALUES (:id, 'b', :index, :source, :label, 'make it warm', '[]', 'done', :at)`,
    { id: `i${index}`, index, source: source.id, label: `shoot/${index}.jpg`, at },
  )
  database.run(
    `INSERT INTO attempt (id, item_id, number, state, day, price_nano, created_at)
     VALUES (:id, :item, 1, 'succeeded', '2026-03-01', 40000000, :at)`,
    { id: `a${index}`, item: `i${index}`, at },
  )
  database.run(
    `INSERT INTO output (id, item_id, attempt_id, number, state, path, sha256, bytes, format, width, height, is_flagged,
       created_at) VALUES (:id, :item, :attempt, 0, 'published', :path, :sha256, 1, 'jpeg', 1152, 864, 0, :at)`,
    { id: `o${index}`, item: `i${index}`, attempt: `a${index}`, path: pair.result, sha256: hashOf(pair.result), at },
  )
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}

function recipe(): string {
  return JSON.stringify(recipeSchema.parse({ model: 'runflow/reve/edit', prompt: 'make it warm' }))
}

function quote(): string {
  const price = { perItem: 40_000_000, asOf: '2026-03-01', source: 'list', isEstimate: false }
  return JSON.stringify({ price, worstCase: 40_000_000 * items })
}
