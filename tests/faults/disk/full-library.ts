import { execFileSync } from 'node:child_process'
import { cpSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemCode } from '../../../electron/library/file-system.ts'
import type { Place } from '../crash-points/template.ts'
import { createPixels, judgeFiles } from '../judge/judge-files.ts'
import { judgeMoney } from '../judge/judge-money.ts'
import { judgeStanding } from '../judge/judge-standing.ts'
import { readLibrary } from '../judge/read-library.ts'
import { hasCrashed, lastWords, runCli, type CliRun } from '../support/cli-run.ts'
import { inspectAt } from '../support/services.ts'

export interface FullLibrary {
  readonly place: Place
  readonly service: 'runflow' | 'aimlapi'
  readonly environment: Readonly<Record<string, string>>
  /** Where the services say what they counted. */
  readonly counts: string
  /** The drive is full after so many lines of the run. */
  readonly afterLines: number
  readonly freePages: number
  /** Room is made so much later; null where there is none until the run has ended. */
  readonly roomAfterMs: number | null
}

export interface FullLibraryEnd {
  readonly violations: readonly string[]
  readonly hasPaused: boolean
  readonly unresolved: number
}

/**
 * Fills the drive of the library itself in the middle of a run, then makes room and goes on. Mounts that drive, so it
 * needs a mount namespace of its own.
 */
export async function runFullLibrary(full: FullLibrary): Promise<FullLibraryEnd> {
  const { place, afterLines, freePages, roomAfterMs } = full
  const environment = { ...full.environment, LIGHTBENCH_HOME: place.home }
  const drive = putOnDrive(place.home)
  const first = await runCli(['resume', '--json'], {
    environment,
    onLine: (count) => {
      if (count !== afterLines) return
      drive.fill(freePages)
      if (roomAfterMs !== null) setTimeout(drive.makeRoom, roomAfterMs)
    },
  })
  drive.makeRoom()
  const violations = [...judgeEnd(first), ...judgeNow(place)]
  const last = await runCli(['resume', '--json'], { environment })
  if (hasCrashed(last)) violations.push(`With room again: ${lastWords(last)}`)
  return {
    violations: [...violations, ...(await judgeLast(full))],
    hasPaused: first.exitCode !== 0,
    ...standing(place),
  }
}

function putOnDrive(home: string) {
  const before = `${home}-before`
  cpSync(home, before, { recursive: true })
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'none', home])
  cpSync(before, home, { recursive: true })
  const filling = join(home, 'filling.part')
  return {
    /** The program writes meanwhile and may take some of the pages that were to be left. */
    fill: (freePages: number): void => {
      const { bavail, bsize } = statfsSync(home)
      try {
        writeFileSync(filling, Buffer.alloc(Math.max(0, bavail - freePages) * bsize, 1))
      } catch (thrown) {
        if (systemCode(thrown) !== 'ENOSPC') throw thrown
      }
    },
    makeRoom: (): void => rmSync(filling, { force: true }),
  }
}

/** Whatever could not be written, it is a full drive to who reads what the program says. */
function judgeEnd(run: CliRun): string[] {
  if (run.exitCode === 0) return []
  const said = run.lines.findLast(({ type }) => type === 'batch' || type === 'error')
  const reason = (said?.['type'] === 'batch' ? said['pause'] : said) as { code?: string } | null | undefined
  return reason?.code === 'disk-full' ? [] : [`It did not say that its drive is full: ${lastWords(run)}`]
}

function judgeNow({ home }: Place): string[] {
  const library = readLibrary(home)
  return library === null ? ['The library is gone'] : judgeStanding(library)
}

/** An answer is held until there is room; one that a process took with it is unresolved, and Runflow’s is found again. */
async function judgeLast({ place, service, counts, roomAfterMs }: FullLibrary): Promise<string[]> {
  const library = readLibrary(place.home)
  if (library === null) return ['The library is gone']
  const paid = (await inspectAt(counts))[service].paid.filter(({ prompt }) => prompt === place.prompt)
  const mayBeOpen = service === 'aimlapi' && roomAfterMs === null
  const open = library.items.filter(({ status }) => status !== 'done' && !(mayBeOpen && status === 'unresolved'))
  return [
    ...judgeStanding(library),
    ...judgeMoney(library, paid).violations,
    ...(await judgeFiles(library, place, createPixels())),
    ...open.map(({ source, status, code, message }) => `${source} ends ${status}: ${code} ${message}`),
  ]
}

function standing({ home }: Place): { unresolved: number } {
  return { unresolved: readLibrary(home)?.items.filter(({ status }) => status === 'unresolved').length ?? 0 }
}
