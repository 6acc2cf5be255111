import { nameOf } from './names.ts'
import type { LibraryState } from './read-library.ts'

const holding = new Set(['reserved', 'submitting', 'accepted', 'unresolved'])

/** What must hold at any moment, also right after a kill: the file is whole and its books agree with themselves. */
export function judgeStanding(library: LibraryState): string[] {
  return [...library.damage.map((said) => `The library is damaged: ${said}`), ...judgeBooks(library)]
}

function judgeBooks({ spend, booked, attempts, items }: LibraryState): string[] {
  const found: string[] = []
  for (const scope of new Set([...spend.keys(), ...booked.keys()])) {
    const [told, added] = [spend.get(scope) ?? nothing, booked.get(scope) ?? nothing]
    if (told.reserved !== added.reserved || told.charged !== added.charged) {
      found.push(`The spend of ${scope} says ${said(told)}, its entries ${said(added)}`)
    }
  }
  const held = attempts.filter(({ state }) => holding.has(state)).reduce((sum, { price_nano }) => sum + price_nano, 0)
  const reserved = sumOf(spend, 'reserved')
  if (reserved !== held) found.push(`${reserved} is reserved, but open requests may cost ${held}`)
  const cost = attempts.reduce((sum, { cost_nano }) => sum + (cost_nano ?? 0), 0)
  const charged = sumOf(spend, 'charged')
  if (charged !== cost) found.push(`${charged} is booked as charged, but requests cost ${cost}`)
  return [...found, ...judgeDone(items, attempts)]
}

/** An item that is done has a request that succeeded. */
function judgeDone(items: LibraryState['items'], attempts: LibraryState['attempts']): string[] {
  const succeeded = new Set(attempts.filter(({ state }) => state === 'succeeded').map(({ item_id }) => item_id))
  return items
    .filter(({ id, status }) => status === 'done' && !succeeded.has(id))
    .map((item) => `${nameOf(item)} is done without a request that succeeded`)
}

const nothing = { reserved: 0, charged: 0 }

function said({ reserved, charged }: { reserved: number; charged: number }): string {
  return `${reserved} reserved and ${charged} charged`
}

/** Over batches alone: days and months hold the same money again. */
function sumOf(spend: LibraryState['spend'], kind: 'reserved' | 'charged'): number {
  return [...spend].reduce((sum, [scope, amount]) => (scope.includes(':batch:') ? sum + amount[kind] : sum), 0)
}
