import { getEventListeners } from 'node:events'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** What a process holds at a moment at which nothing is under way. */
export interface Mark {
  readonly items: number
  readonly virtualMs: number
  /** Descriptors, timers and the like, by kind. */
  readonly held: Readonly<Record<string, number>>
  readonly heapBytes: number
  /** All its memory but that of the programs and libraries it reads from disk, which comes in bit by bit. */
  readonly ownBytes: number
  /** Of the largest of the processes it started, for pictures and metadata. */
  readonly childBytes: number
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void // This is what the flag makes of the name.
/** Node keeps up to a hundred of these for the next time a file is read. */
const keptByNode = 'FileHandleReadWrap'

interface Moment {
  readonly items: number
  readonly virtualMs: number
  /** The signal that all runs were given. */
  readonly leave: AbortSignal
}

/** Measures this process after all garbage is gone. */
export async function takeMark({ items, virtualMs, leave }: Moment): Promise<Mark> {
  for (let round = 0; round < 4; round += 1) {
    collectGarbage()
    // Finalizers run between collections, and free what the next one takes.
    await new Promise(setImmediate)
  }
  const children = childrenOf(process.pid)
  return {
    items,
    virtualMs,
    held: await holdings(leave),
    heapBytes: process.memoryUsage().heapUsed,
    ownBytes: residentBytes('self', 'RssAnon'),
    childBytes: Math.max(0, ...children.map((child) => residentBytes(child, 'VmRSS'))),
  }
}

const [looks, betweenLooksMs] = [8, 500]

/** The least of several looks: a timer that is there at one of them by chance is not held. */
async function holdings(leave: AbortSignal): Promise<Mark['held']> {
  let least = look(leave)
  for (let looked = 1; looked < looks; looked += 1) {
    await new Promise((resolve) => setTimeout(resolve, betweenLooksMs))
    const next = look(leave)
    if (sizeOf(next) < sizeOf(least)) least = next
  }
  return least
}

function look(leave: AbortSignal): Mark['held'] {
  const resources = process.getActiveResourcesInfo().filter((name) => name !== keptByNode)
  return {
    'file descriptors': readdirSync('/proc/self/fd').length,
    'timers and other handles': resources.length,
    ...countEach(resources),
    'listeners to the end of runs': getEventListeners(leave, 'abort').length,
    processes: childrenOf(process.pid).length,
  }
}

function sizeOf(held: Mark['held']): number {
  return Object.values(held).reduce((sum, count) => sum + count, 0)
}

function countEach(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

function childrenOf(pid: number): string[] {
  const threads = readdirSync(`/proc/${pid}/task`)
  return threads.flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean),
  )
}

function residentBytes(pid: string, kind: 'VmRSS' | 'RssAnon'): number {
  if (statSync(`/proc/${pid}`, { throwIfNoEntry: false }) === undefined) return 0
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const kilobytes = status
    .split('\n')
    .find((line) => line.startsWith(`${kind}:`))
    ?.split(/\s+/)[1]
  return Number(kilobytes ?? 0) * 1024
}
