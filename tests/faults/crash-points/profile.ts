import { join } from 'node:path'
import { lastWords, runCli } from '../support/cli-run.ts'
import type { Services } from '../support/services.ts'
import type { Place } from './template.ts'
import { readTrace, straceCommand, tracedCalls, type TracedCall } from './trace.ts'

/** The n-th call of a kind, counted in each thread by itself, as strace counts. */
export interface Point {
  readonly call: string
  readonly nth: number
  /** Between the paid request and the commit of its answer. */
  readonly isUnanswered: boolean
}

/** One thread for all file calls of Node, so that their order is the same each time. */
export const oneThread = { UV_THREADPOOL_SIZE: '1' }

/** Runs the one item of a library to its end and returns every call that could be its last. */
export async function traceOneItem(place: Place, services: Services, log: string): Promise<TracedCall[]> {
  const run = await runCli(['resume', '--json'], {
    environment: { ...services.environment, ...oneThread, LIGHTBENCH_HOME: place.home },
    under: straceCommand(log, [...tracedCalls, 'openat']),
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
  const answered = nthCommitAfter(trace, sent, 2)
  const [seen, points] = [new Map<string, number>(), new Map<string, Point>()]
  for (const [at, { name: call, thread }] of trace.entries()) {
    const counter = `${thread} ${call}`
    const nth = (seen.get(counter) ?? 0) + 1
    seen.set(counter, nth)
    const key = `${call} ${nth}`
    // The thread that comes to this number first is the one that dies of it.
    if (call !== 'openat' && !points.has(key))
      points.set(key, { call, nth, isUnanswered: at >= sent && at <= answered })
  }
  return [...points.values()]
}

const paidRequest = /POST \/v1\/(models\/|images\/generations)/

function nthCommitAfter(trace: readonly TracedCall[], start: number, count: number): number {
  let left = count
  return trace.findIndex(({ name, paths }, at) => {
    const isCommit = /^f(data)?sync$/.test(name) && (paths[0] ?? '').endsWith('library.db-wal')
    if (at > start && isCommit) left -= 1
    return left === 0
  })
}
