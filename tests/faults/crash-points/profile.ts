import { join } from 'node:path'
import { lastWords, runCli } from '../support/cli-run.ts'
import type { Services } from '../support/services.ts'
import type { Place } from './template.ts'
import { readTrace, straceArguments, tracedCalls, type TracedCall } from './trace.ts'

/** The n-th call of a kind, counted in each thread by itself, as strace counts. */
export interface Point {
  readonly call: string
  readonly nth: number
  /** On which side of the first byte of the paid request, where it is near, or behind its answer. */
  readonly side: 'unsent' | 'unanswered' | 'answered' | null
}

/** More than the commit before a paid request takes. */
const callsBefore = 12

/** One thread for all file calls of Node, so that their order is the same each time. */
export const oneThread = { UV_THREADPOOL_SIZE: '1' }

/** Runs the one item of a library to its end and returns every call that could be its last. */
export async function traceOneItem(place: Place, services: Services, log: string): Promise<TracedCall[]> {
  const run = await runCli(['resume', '--json'], {
    environment: { ...services.environment, ...oneThread, LIGHTBENCH_HOME: place.home },
    strace: straceArguments(log, { calls: tracedCalls }),
  })
  if (run.exitCode !== 0) throw new Error(`One item under strace: ${lastWords(run)}`)
  return readTrace(log)
}

/** `warmUp` is run first and without strace, so that nothing is compiled and cached while calls are counted. */
export async function findPoints(place: Place, warmUp: Place, services: Services): Promise<Point[]> {
  await runCli(['resume', '--json'], { environment: { ...services.environment, LIGHTBENCH_HOME: warmUp.home } })
  const trace = await traceOneItem(place, services, join(place.home, '..', 'strace.log'))
  const sent = trace.findIndex(({ arguments: args }) => paidRequest.test(args))
  if (sent < 0) throw new Error('The trace of one item shows no paid request')
  const answered = trace.findIndex((call, at) => at > sent && isCommit(call))
  const sideOf = (at: number): Point['side'] => {
    if (at < sent - callsBefore) return null
    if (at > answered) return 'answered'
    return at < sent ? 'unsent' : 'unanswered'
  }
  const [seen, points] = [new Map<string, number>(), new Map<string, Point>()]
  for (const [at, { name: call, thread }] of trace.entries()) {
    const counter = `${thread} ${call}`
    const nth = (seen.get(counter) ?? 0) + 1
    seen.set(counter, nth)
    const key = `${call} ${nth}`
    // The thread that comes to this number first is the one that dies of it.
    if (call !== 'openat' && !points.has(key)) points.set(key, { call, nth, side: sideOf(at) })
  }
  return [...points.values()]
}

const paidRequest = /POST \/v1\/(models\/|images\/generations)/

function isCommit({ name, paths }: TracedCall): boolean {
  return /^f(data)?sync$/.test(name) && (paths[0] ?? '').endsWith('library.db-wal')
}
