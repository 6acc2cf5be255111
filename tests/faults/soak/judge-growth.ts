import { workerLimits } from '../../../electron/images/limits.ts'
import type { Mark } from './mark.ts'

/** Anything may grow by so much between the first mark, which comes after warming up, and the last. */
const mostGrowth = 0.05
/** What an item may leave behind in a short run, in which a leak does not come to that yet. */
const mostBytesEach = 1_000
/** Over fewer items than this the noise is larger. */
const leastItems = 200
/**
 * A process takes the memory it works in step by step, the last step of some 20 MB between 4,000 and 8,000 items: before that
 * its whole size says nothing, and after it 5 % are less than 1 kB an item.
 */
const settledAfterItems = 8_000

/** A picture process grows until it is replaced, so what holds for it is its limit. */
export function judgeGrowth(marks: readonly Mark[]): string[] {
  const [first, last] = [marks[0], marks.at(-1)]
  if (first === undefined || last === undefined || first === last) return ['There was nothing to compare']
  const before = amountsOf(first)
  const grown = Object.entries(amountsOf(last)).flatMap(([name, after]) => growth(name, before[name] ?? 0, after))
  const settled = marks.find(({ items }) => items >= settledAfterItems) ?? last
  const items = last.items - first.items
  const bytesEach = Math.round((last.heapBytes - first.heapBytes) / items)
  const leftBehind =
    items >= leastItems && bytesEach > mostBytesEach ? [`Each item left ${bytesEach} bytes in memory`] : []
  const tooLarge = marks
    .filter(({ childBytes }) => childBytes > workerLimits.idleMemoryBytes)
    .map(({ items, childBytes }) => `After ${items} items a process at rest has ${childBytes} bytes`)
  return [...grown, ...growth('memory in all', settled.ownBytes, last.ownBytes), ...leftBehind, ...tooLarge]
}

function growth(name: string, before: number, after: number): string[] {
  return after <= before * (1 + mostGrowth) ? [] : [`${name} grew from ${before} to ${after}`]
}

function amountsOf({ held, heapBytes }: Mark): Readonly<Record<string, number>> {
  return { ...held, 'memory in use': heapBytes }
}
