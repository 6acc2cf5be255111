import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { imageEntry } from '../support/built.ts'
import { lastWords, runCli } from '../support/cli-run.ts'
import { makeSources } from '../support/pictures.ts'
import { missing } from '../support/tools.ts'
import { inWorkplace } from '../support/workplace.ts'
import type { Suite, SuiteResult } from '../suite.ts'

export const glibSuite: Suite = {
  name: 'glib',
  promise: 'The main process may carry the system’s GLib; the picture process never inherits it.',
  run: () => runGlib(500),
}

/** Edits pictures with the system's GObject loaded into the main process, as a desktop program has it. */
export async function runGlib(pictures: number): Promise<SuiteResult> {
  const [library] = globSync('/usr/lib/*/libgobject-2.0.so.0')
  if (library === undefined) return { counts: {}, violations: [], skipped: [missing('libgobject', 'libglib2.0-0')] }
  return inWorkplace('glib', async (folder) => {
    const sources = await makeSources(join(folder, 'sources'), pictures)
    const workers = new Map<string, boolean>()
    let mainHasIt = false
    const run = await runCli(
      ['edit', sources, '--grayscale', '--no-metadata', '--out', join(folder, 'out'), '--json'],
      {
        environment: { LIGHTBENCH_HOME: join(folder, 'home'), LD_PRELOAD: library },
        onLine: (count, child) => {
          if (count % 20 !== 0 || child.pid === undefined) return
          mainHasIt ||= mapsOf(String(child.pid)).includes(library)
          for (const pid of childrenOf(child.pid)) workers.set(pid, mapsOf(pid).includes(library))
        },
      },
    )
    const violations: string[] = []
    if (run.exitCode !== 0) violations.push(lastWords(run))
    if (/glib|gobject/i.test(run.errors)) violations.push(`GLib complained: ${run.errors.slice(0, 300)}`)
    if (!mainHasIt) violations.push('The main process was never seen with GObject, so this proves nothing')
    if (workers.size === 0) violations.push('No picture process was seen, so this proves nothing')
    for (const [pid, hasIt] of workers)
      if (hasIt) violations.push(`The picture process ${pid} has the system’s GObject`)
    return { counts: { pictures, 'picture processes seen': workers.size }, violations }
  })
}

function childrenOf(pid: number): string[] {
  const path = `/proc/${pid}/task/${pid}/children`
  const pids = existsSync(path) ? readFileSync(path, 'utf8').trim().split(' ') : []
  return pids.filter((child) => child !== '' && readIfThere(`/proc/${child}/cmdline`).includes(imageEntry()))
}

function mapsOf(pid: string): string {
  return readIfThere(`/proc/${pid}/maps`)
}

/** A process may end between two looks. */
function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
