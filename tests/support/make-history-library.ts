import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { makeHistoryLibrary } from './history-library.ts'

// `make-history-library.ts FOLDER COUNT [--real NUMBER] [--ledger ROWS] [--seed NUMBER]` makes FOLDER/library with COUNT
// results, of which the first NUMBER and their sources are real files.

const options = { real: { type: 'string' }, ledger: { type: 'string' }, seed: { type: 'string' } } as const
const { values, positionals } = parseArgs({ options, allowPositionals: true })
const [folder, count] = positionals
if (folder === undefined || count === undefined || !/^[1-9]\d*$/.test(count)) {
  process.stderr.write('make-history-library.ts FOLDER COUNT [--real NUMBER] [--ledger ROWS] [--seed NUMBER]\n')
  process.exit(2)
}

const startedMs = performance.now()
const made = await makeHistoryLibrary({
  folder: resolve(folder),
  count: Number(count),
  real: Number(values.real ?? 0),
  ledgerRows: Number(values.ledger ?? 0),
  seed: Number(values.seed ?? 1),
})
const seconds = Math.round(performance.now() - startedMs) / 1_000
process.stdout.write(`${JSON.stringify({ ...made, seconds })}\nLIGHTBENCH_HOME=${resolve(folder, 'library')}\n`)
