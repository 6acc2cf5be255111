import type { Mode } from '../../../shared/domain/item.ts'
import { addMoney, formatUsd, nanoUsd, type NanoUsd } from '../../../shared/domain/money.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Database } from '../../history/database.ts'
import type { LedgerKind } from './states.ts'

/** Limits on spending; null is no limit. They hold for paid work; practice money has only the batch's own. */
export interface Caps {
  readonly batch: NanoUsd | null
  readonly day: NanoUsd | null
  readonly month: NanoUsd | null
}

/** Which money an attempt moves. `day` is fixed when it is reserved, so an attempt never leaves the day it counts in. */
export interface Account {
  readonly attemptId: string
  readonly batchId: string
  readonly mode: Mode
  readonly day: string
}

interface Entry extends Account {
  readonly kind: LedgerKind
  readonly amount: NanoUsd
  readonly at: string
}

export interface Spend {
  readonly reserved: NanoUsd
  readonly charged: NanoUsd
}

export interface Ledger {
  /**
   * Holds an amount against every cap, or throws `cap-reached` and holds nothing. Must run inside the transaction that
   * makes the attempt, so that charged plus reserved can pass no cap however many workers ask at once.
   */
  reserve(account: Account, amount: NanoUsd, caps: Caps): void
  /** Gives back what `reserve` held. */
  release(account: Account, amount: NanoUsd): void
  /** Replaces the hold by the real cost. */
  charge(account: Account, held: NanoUsd, cost: NanoUsd): void
  /** Counts the held amount as spent, because nobody can tell whether it was. */
  assume(account: Account, held: NanoUsd): void
  batchSpend(mode: Mode, batchId: string): Spend
  daySpend(mode: Mode, day: string): Spend
  monthSpend(mode: Mode, day: string): Spend
}

export function createLedger(database: Database, now: () => Date): Ledger {
  const write = (entry: Omit<Entry, 'at'>): void => writeEntry(database, { ...entry, at: now().toISOString() })

  return {
    reserve: (account, amount, caps) => {
      refuseOverCap(database, account, { amount, caps })
      moveSpend(database, account, { reserved: amount, charged: 0 })
      write({ ...account, kind: 'reserve', amount })
    },
    release: (account, amount) => {
      moveSpend(database, account, { reserved: 0 - amount, charged: 0 })
      write({ ...account, kind: 'release', amount })
    },
    charge: (account, held, cost) => settle(account, held, { kind: 'charge', amount: cost }),
    assume: (account, held) => settle(account, held, { kind: 'assume', amount: held }),
    batchSpend: (mode, batchId) => readSpend(database, batchScope(mode, batchId)),
    daySpend: (mode, day) => readSpend(database, dayScope(mode, day)),
    monthSpend: (mode, day) => readSpend(database, monthScope(mode, day)),
  }

  function settle(account: Account, held: NanoUsd, { kind, amount }: Pick<Entry, 'kind' | 'amount'>): void {
    moveSpend(database, account, { reserved: 0 - held, charged: amount })
    write({ ...account, kind: 'release', amount: held })
    write({ ...account, kind, amount })
  }
}

function refuseOverCap(
  database: Database,
  account: Account,
  { amount, caps }: { readonly amount: NanoUsd; readonly caps: Caps },
): void {
  const limits = [
    { name: 'batch', cap: caps.batch, scope: batchScope(account.mode, account.batchId) },
    { name: 'daily', cap: caps.day, scope: dayScope(account.mode, account.day) },
    { name: 'monthly', cap: caps.month, scope: monthScope(account.mode, account.day) },
  ]
  for (const { name, cap, scope } of limits) {
    if (cap === null || amount === 0) continue
    const { reserved, charged } = readSpend(database, scope)
    const used = addMoney(reserved, charged)
    if (used + amount <= cap) continue
    throw new AppError(
      'cap-reached',
      `The ${name} cap of ${formatUsd(cap)} has no room for another ${formatUsd(amount)}; ${formatUsd(used)} is spent or reserved.`,
    )
  }
}

function readSpend(database: Database, scope: string): Spend {
  const row = database.get<{ reserved_nano: number; charged_nano: number }>(
    'SELECT reserved_nano, charged_nano FROM spend WHERE scope = :scope',
    { scope },
  )
  return { reserved: nanoUsd(row?.reserved_nano ?? 0), charged: nanoUsd(row?.charged_nano ?? 0) }
}

function moveSpend(
  database: Database,
  { mode, batchId, day }: Account,
  change: { readonly reserved: number; readonly charged: number },
): void {
  for (const scope of [batchScope(mode, batchId), dayScope(mode, day), monthScope(mode, day)]) {
    database.run('INSERT INTO spend (scope) VALUES (:scope) ON CONFLICT DO NOTHING', { scope })
    database.run(
      `UPDATE spend SET reserved_nano = reserved_nano + :reserved, charged_nano = charged_nano + :charged
       WHERE scope = :scope`,
      { scope, ...change },
    )
  }
}

function writeEntry(database: Database, { at, day, mode, batchId, attemptId, kind, amount }: Entry): void {
  database.run(
    `INSERT INTO ledger (at, day, mode, batch_id, attempt_id, kind, amount_nano)
     VALUES (:at, :day, :mode, :batchId, :attemptId, :kind, :amount)`,
    { at, day, mode, batchId, attemptId, kind, amount },
  )
}

/** The user's own calendar day, `YYYY-MM-DD`, which is what a daily cap means to them. */
export function localDay(date: Date): string {
  const month = String(date.getMonth() + 1).padStart(2, '0')
  return `${date.getFullYear()}-${month}-${String(date.getDate()).padStart(2, '0')}`
}

export function batchScope(mode: Mode, batchId: string): string {
  return `${mode}:batch:${batchId}`
}

export function dayScope(mode: Mode, day: string): string {
  return `${mode}:day:${day}`
}

export function monthScope(mode: Mode, day: string): string {
  return `${mode}:month:${day.slice(0, 7)}`
}
