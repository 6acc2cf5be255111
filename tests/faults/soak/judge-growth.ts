import { workerLimits } from '../../../electron/images/limits.ts'
import type { Mark } from './mark.ts'

/** Anything may grow by so much between the first mark, which comes after warming up, and the last. */
const mostGrowth = 0.05
/** What an item may leave behind in a short run, in which a leak does not come to that yet. */
const mostBytesEach = 1_000
/** Over fewer items than this the noise is larger. */
const leastItems = 200
/** A process takes the memory it works in bit by bit; before so many items its whole size says nothing. */
const settledAfterItems = 2_000

/** A picture process grows until it is replaced, so what holds for it is its limit. */
export function judgeGrowth(marks: readonly Mark[]): string[] {
  const [first, last] = [marks[0], marks.at(-1)]
  if (first === undefined || last === undefined || first === last) return ['There was nothing to compare']
  const isSettled = first.items >= settledAfterItems
  const before = amountsOf(first, isSettled)
  const grown = Object.entries(amountsOf(last, isSettled)).flatMap(([name, after]) => {
    const earlier = before[name] ?? 0
    return after <= earlier * (1 + mostGrowth) ? [] : [`${name} grew from ${earlier} to ${after}`]
  })
  const items = last.items - first.items
  const bytesEach = Math.round((last.heapBytes - first.heapBytes) / items)
  const leftBehind =
    items >= leastItems && bytesEach > mostBytesEach ? [`Each item left ${bytesEach} bytes in memory`] : []
  const tooLarge = marks
    .filter(({ childBytes }) => childBytes > workerLimits.idleMemoryBytes)
    .map(({ items, childBytes }) => `After ${items} items a process at rest has ${childBytes} bytes`)
  return [...grown, ...leftBehind, ...tooLarge]
}

function amountsOf({ held, heapBytes, ownBytes }: Mark, isSettled: boolean): Readonly<Record<string, number>> {
  return { ...held, 'memory in use': heapBytes, ...(isSettled ? { 'memory in all': ownBytes } : {}) }
}
