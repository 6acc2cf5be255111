import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createPixels, judgeFiles, judgeTorn } from '../judge/judge-files.ts'
import { judgeMoney } from '../judge/judge-money.ts'
import { judgeStanding } from '../judge/judge-standing.ts'
import { readLibrary } from '../judge/read-library.ts'
import { hasCrashed, lastWords, runCli, wasKilled, type CliRun } from '../support/cli-run.ts'
import type { Services } from '../support/services.ts'
import { cutPower } from './power-cut.ts'
import { oneThread, type Point } from './profile.ts'
import type { Place } from './template.ts'
import { readTrace, straceArguments, tracedCalls, type TracedCall } from './trace.ts'

export interface PointOptions {
  readonly place: Place
  readonly service: 'runflow' | 'aimlapi'
  readonly services: Services
  readonly point: Point
  readonly withPowerCut: boolean
  /** What happens at the point in place of a death, as strace says it: `error=EIO`. */
  readonly failure?: { readonly error: string; readonly isLasting: boolean }
  readonly nodeArguments?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
}

export interface PointEnd {
  readonly wasKilled: boolean
  readonly lost: number
  readonly violations: readonly string[]
}

/** Dies at one call of one item, loses what a power cut may take, goes on, and is judged by what the service counted. */
export async function runPoint(options: PointOptions): Promise<PointEnd> {
  const { place, point, services, service } = options
  const { home, out, prompt } = place
  const log = join(home, '..', 'strace.log')
  const injection = ['-e', `inject=${point.call}:${effectOf(options)}`]
  const nodeArguments = options.nodeArguments ?? []
  const environment = { ...services.environment, ...options.environment, LIGHTBENCH_HOME: home }
  const killed = await runCli(['resume', '--json'], {
    environment: { ...environment, ...oneThread },
    nodeArguments,
    strace: straceArguments(log, {
      calls: options.withPowerCut ? [...tracedCalls, 'openat'] : [point.call],
      injection,
    }),
  })
  const violations: string[] = []
  const lost = options.withPowerCut ? losePower(log, place) : []
  const after = readLibrary(home)
  if (after === null) return { wasKilled: true, lost: lost.length, violations: ['The library is gone'] }
  violations.push(...judgeStanding(after), ...(await judgeTorn(out, new Set())))
  const run = await runCli(['resume', '--json'], { environment, nodeArguments })
  if (!mayEnd(options, readTrace(log)).includes(run.exitCode ?? -1)) violations.push(`Resumed: ${lastWords(run)}`)
  const paid = (await services.inspect())[service].paid.filter((request) => request.prompt === prompt)
  const library = readLibrary(home)
  if (library === null) return { wasKilled: true, lost: lost.length, violations: ['The library is gone'] }
  violations.push(...judgeStanding(library), ...judgeMoney(library, paid).violations)
  // What could not be removed is removed by the next run into that folder; here there may be none.
  const mayStay = options.failure !== undefined && point.call === 'unlink'
  const files = await judgeFiles(library, place, createPixels())
  violations.push(...files.filter((found) => !mayStay || !/(\.part|\/work\/.*) is left over$/.test(found)))
  if (options.failure !== undefined) violations.push(...judgeEnding(killed))
  else if (hasCrashed(killed)) violations.push(`It broke down before its point: ${lastWords(killed)}`)
  const where = `${service}, ${point.call} ${point.nth}${howOf(options)}`
  const told = lost.length === 0 ? '' : ` (lost: ${lost.join(', ')})`
  return {
    wasKilled: wasKilled(killed),
    lost: lost.length,
    violations: violations.map((violation) => `${where}: ${violation}${told}`),
  }
}

/** Only a death, or a library that cannot be written for minutes, may leave a request of AIML API unanswered. */
function mayEnd({ service, failure, place }: PointOptions, trace: readonly TracedCall[]): number[] {
  const isOfLibrary = ({ isInjected, paths }: TracedCall): boolean =>
    isInjected && paths[0]?.startsWith(place.home) === true
  const mayBeLost = failure === undefined || (failure.isLasting && trace.some(isOfLibrary))
  return service === 'aimlapi' && mayBeLost ? [0, 5] : [0]
}

function effectOf({ point, failure }: PointOptions): string {
  if (failure === undefined) return `signal=SIGKILL:when=${point.nth}`
  return `error=${failure.error}:when=${point.nth}${failure.isLasting ? '+' : ''}`
}

function howOf({ withPowerCut, failure }: PointOptions): string {
  if (failure !== undefined) return ` ${failure.isLasting ? 'and all after it fail' : 'fails'} with ${failure.error}`
  return withPowerCut ? ' with a power cut' : ''
}

/** A disk that fails was foreseen: the program ends by itself and names what happened. */
function judgeEnding(run: CliRun): string[] {
  const said = run.lines.filter((line) => JSON.stringify(line).includes('"unexpected"'))
  if (run.exitCode === null || hasCrashed(run)) return [`It did not end by itself: ${lastWords(run)}`]
  return said.length > 0 || run.exitCode === 1 ? [`It did not foresee that: ${lastWords(run)}`] : []
}

/** Work folders promise nothing, and SQLite makes its shared index anew. */
function losePower(log: string, { home, out }: Place): string[] {
  const paths = [out, join(home, 'recovery'), join(home, 'library.db-wal')]
  const isOurs = (path: string): boolean => paths.some((ours) => path === ours || path.startsWith(`${ours}/`))
  const lost = cutPower(readTrace(log), isOurs)
  rmSync(join(home, 'work'), { recursive: true, force: true })
  rmSync(join(home, 'library.db-shm'), { force: true })
  return lost
}
