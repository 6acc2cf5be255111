import type { PaidRequest } from '../../../electron/practice/inspection.ts'
import { createPixels, judgeFiles } from '../judge/judge-files.ts'
import { judgeMoney } from '../judge/judge-money.ts'
import { judgeStanding } from '../judge/judge-standing.ts'
import { readLibrary, type LibraryState } from '../judge/read-library.ts'

export interface Ended {
  readonly home: string
  readonly out: string
  /** What the service counted for this library. */
  readonly paid: readonly PaidRequest[]
  /** Items that somebody agreed to pay for once more. */
  readonly agreedAgain?: ReadonlySet<string>
  /** The most that a day may cost, in nano-dollars; null where there is no such cap. */
  readonly dayCap?: number | null
}

/** What must hold once nothing goes on any more, however many asked for the same at once. */
export async function judgeEnd({ home, out, paid, agreedAgain = new Set(), dayCap = null }: Ended): Promise<string[]> {
  const library = readLibrary(home)
  if (library === null) return ['There is no library']
  return [
    ...judgeStanding(library),
    ...judgeMoney(library, paid, agreedAgain).violations,
    ...judgeOncePerPicture(library),
    ...judgeCaps(library, dayCap),
    ...(await judgeFiles(library, { home, out }, createPixels())),
  ]
}

/** Whoever asks for the same picture a second time finds what the first has or has begun. */
function judgeOncePerPicture({ items, attempts }: LibraryState): string[] {
  const itemSource = new Map(items.map(({ id, source }) => [id, source]))
  const counts = new Map<string, number>()
  for (const { item_id } of attempts.filter(({ state }) => state === 'succeeded')) {
    const source = itemSource.get(item_id) ?? ''
    counts.set(source, (counts.get(source) ?? 0) + 1)
  }
  return [...counts].filter(([, count]) => count > 1).map(([source, count]) => `${source} was paid for ${count} times`)
}

/** The sums are those of the library; `judgeStanding` and `judgeMoney` hold them against requests and charges. */
export function judgeCaps({ caps, spend }: LibraryState, dayCap: number | null): string[] {
  const used = (scope: string): number => {
    const { reserved, charged } = spend.get(scope) ?? { reserved: 0, charged: 0 }
    return reserved + charged
  }
  const days = [...spend.keys()].filter((scope) => scope.startsWith('paid:day:'))
  return [
    ...caps.map(({ id, cap }) => [`paid:batch:${id}`, cap] as const),
    ...days.map((day) => [day, dayCap] as const),
  ]
    .filter(([scope, cap]) => cap !== null && used(scope) > cap)
    .map(([scope, cap]) => `${scope} uses ${used(scope)} of ${cap}`)
}
