import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { suites } from './suites.ts'
import { runSuites } from './run-suites.ts'
import { bundleCli } from './support/bundle.ts'

// `npm run faults -- [SUITE…] [--seed N] [--json FILE] [--night]`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, json: { type: 'string' }, night: { type: 'boolean', default: false } },
})
const seed = values.seed === undefined ? Math.floor(Math.random() * 1e9) : Number(values.seed)
if (!Number.isSafeInteger(seed)) throw new Error('--seed takes a whole number')
const unknown = positionals.filter((name) => !suites.some((suite) => suite.name === name))
if (unknown.length > 0) {
  throw new Error(`There is no suite ${unknown.join(', ')}. There are: ${suites.map(({ name }) => name).join(', ')}`)
}
const chosen = suites.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
await bundleCli()
const report = await runSuites(chosen, { seed, isNight: values.night })
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`)
process.exitCode = report.suites.every(({ violations }) => violations.length === 0) ? 0 : 1
