import process from 'node:process'
import { runEntry } from './run-entry.mjs'
import { setUp } from './setup.mjs'

// `node scripts/run.mjs ENTRY ARGUMENT...` runs a program of this checkout under the pinned Node, after setting up what
// is missing. Standard output belongs to the program alone.

const [entry = '', ...args] = process.argv.slice(2)

try {
  setUp({ wants: ['perl'], say: (sentence) => process.stderr.write(`${sentence}\n`) })
  // npm starts scripts in the checkout; paths on a command line are meant from where it was typed.
  if (process.env['npm_lifecycle_event'] === 'cli') process.chdir(process.env['INIT_CWD'] ?? process.cwd())
  await runEntry(entry, args)
} catch (thrown) {
  process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`)
  process.exitCode = 1
}
