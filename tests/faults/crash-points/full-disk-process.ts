import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createPixels, judgeFiles, judgeTorn } from '../judge/judge-files.ts'
import { judgeStanding } from '../judge/judge-standing.ts'
import { readLibrary } from '../judge/read-library.ts'
import { filesBelow } from '../support/files.ts'
import { lastWords, runCli } from '../support/cli-run.ts'

// Runs in a mount namespace of its own (`unshare`), where it may mount a real file system that is really full:
// `node full-disk-process.ts HOME OUT FREE_PAGES`. Prints what it found as JSON, the outcome of the first run included.

const [home = '', out = '', freePages = ''] = process.argv.slice(2)
const [totalPages, pageBytes] = [64, 4096]
const environment = { ...(process.env as Record<string, string>), LIGHTBENCH_HOME: home } // Values are always set.
const nodeArguments = JSON.parse(process.env['FAULTS_NODE_ARGUMENTS'] ?? '[]') as string[]
const violations: string[] = []

mkdirSync(out, { recursive: true })
execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${totalPages * pageBytes}`, 'none', out])
const filling = join(out, 'filling.part')
fill(totalPages - Number(freePages))
const run = await runCli(['resume', '--json'], { environment, nodeArguments })
const full = readLibrary(home)
violations.push(
  ...(full === null ? ['The library is gone'] : judgeStanding(full)),
  ...(await judgeTorn(out, new Set())),
)
if (full?.items.some(({ status }) => status === 'done') === true && filesBelow(out).length < 2) {
  violations.push('An item is done whose result could not be written')
}
rmSync(filling)
const again = await runCli(['resume', '--json'], { environment, nodeArguments })
if (again.exitCode !== 0) violations.push(`With room again: ${lastWords(again)}`)
const library = readLibrary(home)
if (library !== null)
  violations.push(...judgeStanding(library), ...(await judgeFiles(library, { home, out }, createPixels())))
process.stdout.write(`${JSON.stringify({ violations, firstExit: run.exitCode, paused: pauseOf(run.lines) })}\n`)

/** Page by page, because the last one may not fit beside the entry of the file itself. */
function fill(pages: number): void {
  if (pages > 0) writeFileSync(filling, Buffer.alloc(pages * pageBytes, 1))
  else writeFileSync(filling, '')
}

function pauseOf(lines: readonly Readonly<Record<string, unknown>>[]): unknown {
  return lines.findLast(({ type }) => type === 'batch' || type === 'error') ?? null
}
