import { addMoney, noMoney, type NanoUsd } from '../../shared/domain/money.ts'
import type { Reconciled, SpendDifference } from '../../shared/ipc/spend-rows.ts'
import type { ServiceId } from '../../shared/models/model.ts'
import { localDay } from '../batches/journal/ledger.ts'
import type { ServiceCharge } from '../providers/charges.ts'
import type { LocalCharge } from './local-charges.ts'

interface Sides {
  readonly service: ServiceId
  /** Requests of the days that are compared. */
  readonly here: readonly LocalCharge[]
  /** Records of those days and of some before and after. */
  readonly there: readonly ServiceCharge[]
  /** Requests of other days that records name. */
  readonly elsewhere: readonly LocalCharge[]
  readonly days: { readonly from: string; readonly to: string }
  readonly isWhole: boolean
  readonly now: Date
}

/** A service lists a charge some time after it was made (AIML API §12: nobody says how long). */
const freshMs = 10 * 60_000
const mostDifferences = 1_000

/**
 * Holds the ledger against the records of a service, request by request: by the attempt a record names, otherwise by the
 * service's own id. It only says what it finds. A second record for one attempt is one that is only there.
 */
export function compareCharges(sides: Sides): Reconciled {
  const tally = createTally()
  const left = new Map(sides.here.map((local) => [local.attempt, local]))
  const find = createFinder([...sides.here, ...sides.elsewhere])
  const taken = new Set<string>()
  for (const record of sides.there) {
    const local = find(record)
    if (local === null || taken.has(local.attempt)) {
      if (isWithin(localDay(new Date(record.at)), sides.days)) tally.onlyThere(record)
      continue
    }
    taken.add(local.attempt)
    left.delete(local.attempt)
    if (isWithin(local.day, sides.days)) tally.both(local, record)
  }
  for (const local of left.values()) tally.onlyHere(local, sides)
  return { service: sides.service, isWhole: sides.isWhole, ...tally.result() }
}

function createFinder(locals: readonly LocalCharge[]) {
  const byAttempt = new Map(locals.map((local) => [local.attempt, local]))
  const byId = new Map(
    locals.flatMap((local) =>
      [local.runId, local.requestId].flatMap((id) => (id === null ? [] : [[id, local] as const])),
    ),
  )
  return ({ id, reference }: ServiceCharge): LocalCharge | null =>
    (reference === null ? null : byAttempt.get(reference)) ?? byId.get(id) ?? null
}

function createTally() {
  const days = new Map<string, { here: NanoUsd; there: NanoUsd }>()
  const differences: SpendDifference[] = []
  const counts = { matched: 0, pending: 0, unknown: 0 }
  return { both, onlyHere, onlyThere, result }

  function both(local: LocalCharge, record: ServiceCharge): void {
    if (!record.isOver || isUnderWay(local)) {
      counts.pending += 1
    } else if (record.cost === null) {
      counts.unknown += 1
    } else {
      add(local.day, local.charged, record.cost)
      if (local.charged === record.cost) counts.matched += 1
      else differences.push(difference('other-amount', local, record))
    }
  }

  function onlyHere(local: LocalCharge, { now, isWhole }: Sides): void {
    if (local.charged === 0) {
      if (isUnderWay(local)) counts.pending += 1
    } else if (!isWhole || now.getTime() - Date.parse(local.at) < freshMs) {
      counts.pending += 1
    } else {
      add(local.day, local.charged, noMoney)
      differences.push(difference('only-here', local, null))
    }
  }

  function onlyThere(record: ServiceCharge): void {
    if (!record.isOver) counts.pending += 1
    else if (record.cost === null) counts.unknown += 1
    else if (record.cost > 0) {
      add(localDay(new Date(record.at)), noMoney, record.cost)
      differences.push(difference('only-there', null, record))
    }
  }

  function add(day: string, here: NanoUsd, there: NanoUsd): void {
    const sum = days.get(day) ?? { here: noMoney, there: noMoney }
    days.set(day, { here: addMoney(sum.here, here), there: addMoney(sum.there, there) })
  }

  function result(): Omit<Reconciled, 'service' | 'isWhole'> {
    const sorted = differences.toSorted((a, b) => b.at.localeCompare(a.at))
    return {
      here: addMoney(...[...days.values()].map(({ here }) => here)),
      there: addMoney(...[...days.values()].map(({ there }) => there)),
      ...counts,
      days: [...days].map(([day, sum]) => ({ day, ...sum })).sort((a, b) => a.day.localeCompare(b.day)),
      differences: sorted.slice(0, mostDifferences),
      differenceCount: sorted.length,
    }
  }
}

/** Held and not settled; one without an answer may have been charged, which is what is to be found out. */
function isUnderWay({ state, held }: LocalCharge): boolean {
  return held > 0 && state !== 'unresolved'
}

function isWithin(day: string, { from, to }: Sides['days']): boolean {
  return day >= from && day <= to
}

function difference(
  kind: SpendDifference['kind'],
  local: LocalCharge | null,
  record: ServiceCharge | null,
): SpendDifference {
  const there = record?.cost ?? noMoney
  if (local === null) return { kind, there, ...unknownHere(record) }
  const { day, at, charged, model, batchId, batchNumber, name, attempt, runId } = local
  const ids = { attempt, runId: record?.id ?? runId }
  return { kind, day, at, here: charged, there, model, batchId, batchNumber, name, ...ids, isOurs: true }
}

function unknownHere(record: ServiceCharge | null): Omit<SpendDifference, 'kind' | 'there'> {
  const at = new Date(record?.at ?? 0)
  return {
    day: localDay(at),
    at: at.toISOString(),
    here: noMoney,
    model: record?.model ?? '',
    batchId: null,
    batchNumber: null,
    name: null,
    attempt: record?.reference ?? null,
    runId: record?.id ?? null,
    isOurs: record?.isOurs ?? null,
  }
}
