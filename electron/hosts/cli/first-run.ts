import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createProcessHost } from './process-host.ts'
import { runCli } from './program.ts'
import { writeSamplePictures } from './sample-pictures.ts'

// Shows what Lightbench does without anything of the user's: paints a few pictures, edits them on this machine, and says
// what to try next. Needs no key, no network and nobody to answer.

const host = createProcessHost()
const folder = await mkdtemp(join(tmpdir(), 'lightbench-first-run-'))
const samples = join(folder, 'pictures')
const results = join(folder, 'warmer')
const { terminal } = host

terminal.print('Lightbench edits pictures in batches. This run edits five sample pictures on this machine,')
terminal.print('without a key, without a network and without cost.')
terminal.print('')
await writeSamplePictures(samples)
process.exitCode = await runCli(
  ['edit', samples, '--out', results, '--temperature', '35', '--contrast', '18', '--resize', '1200'],
  host,
)
if (process.exitCode === 0) {
  terminal.print('')
  terminal.print(`Before: ${samples}`)
  terminal.print(`After:  ${results}`)
  terminal.print('')
  terminal.print('Try next:', 'bold')
  for (const command of [
    `npm run -s cli -- edit ${samples} --grayscale --out ${join(folder, 'grey')}`,
    `npm run -s cli -- edit ${samples} --model runflow/reve/edit --prompt "make it winter" --practice --out ${join(folder, 'practice')}`,
    'npm run -s cli -- models',
    'npm run -s cli -- --help',
  ]) {
    terminal.print(`  ${command}`)
  }
}
await host.close()
