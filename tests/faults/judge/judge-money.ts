import type { PaidRequest } from '../../../electron/practice/inspection.ts'
import { nameOf } from './names.ts'
import type { AttemptRow, ItemRow, LibraryState } from './read-library.ts'

export interface MoneyVerdict {
  readonly violations: readonly string[]
  readonly paid: number
  readonly doubleCharges: number
  readonly unresolved: number
}

/**
 * Holds what a library says against what the service did. `agreedAgain` are items the user let be sent once more after
 * an unanswered request; every other item may have been accepted once.
 */
export function judgeMoney(
  library: LibraryState,
  paid: readonly PaidRequest[],
  agreedAgain: ReadonlySet<string> = new Set(),
): MoneyVerdict {
  const { attempts, items } = library
  const byAttempt = new Map(attempts.map((attempt) => [attempt.id, attempt]))
  const paidByItem = new Map<string, PaidRequest[]>()
  const violations: string[] = []
  for (const request of paid) {
    const attempt = byAttempt.get(request.idempotencyKey ?? request.clientRequestId ?? '')
    if (attempt === undefined) violations.push(`Request ${request.id} was charged and is not in the journal`)
    else paidByItem.set(attempt.item_id, [...(paidByItem.get(attempt.item_id) ?? []), request])
  }
  const attemptsOf = Map.groupBy(attempts, ({ item_id }) => item_id)
  let doubleCharges = 0
  for (const item of items) {
    const requests = paidByItem.get(item.id) ?? []
    const allowed = agreedAgain.has(item.id) ? 2 : 1
    doubleCharges += Math.max(0, requests.length - allowed)
    if (requests.length > allowed) violations.push(`${nameOf(item)} was accepted ${requests.length} times`)
    violations.push(...judgeItem(item, requests, attemptsOf.get(item.id) ?? []))
  }
  return { violations, paid: paid.length, doubleCharges, unresolved: countOf(items, 'unresolved') }
}

/** Every charge has a picture, or an item that waits for a decision and says what it may cost. */
function judgeItem(item: ItemRow, requests: readonly PaidRequest[], own: readonly AttemptRow[]): string[] {
  const charged = requests.reduce((sum, request) => sum + request.charged, 0)
  const known = own.reduce(
    (sum, { cost_nano, price_nano, state }) => sum + (cost_nano ?? (isOpen(state) ? price_nano : 0)),
    0,
  )
  const found: string[] = []
  if (known < charged) found.push(`${nameOf(item)} cost ${charged}, of which the library knows ${known}`)
  if (item.status === 'done' && requests.length === 0) found.push(`${nameOf(item)} was never paid for`)
  if (charged > 0 && item.status !== 'done' && item.status !== 'unresolved')
    found.push(`${nameOf(item)} was charged and has no result: ${item.code} ${item.message}`)
  if (item.status === 'unresolved' && (item.message === null || known === 0))
    found.push(`${nameOf(item)} is unresolved and does not say what it may cost`)
  return found
}

function isOpen(state: string): boolean {
  return state === 'submitting' || state === 'accepted' || state === 'unresolved'
}

function countOf(items: readonly ItemRow[], status: string): number {
  return items.filter((item) => item.status === status).length
}
