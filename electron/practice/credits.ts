import { randomUUID } from 'node:crypto'
import type { NanoUsd } from '../../shared/domain/money.ts'
import type { Table } from './store.ts'

/** Money put on a practice account; the first row is what it started with. */
export interface CreditRow {
  readonly id: string
  readonly amount: NanoUsd
  readonly atMs: number
}

export function addCredit(credits: Table<CreditRow>, amount: NanoUsd, atMs: number): void {
  const id = randomUUID()
  credits.put(id, { id, amount, atMs })
}

export function isNewAccount(credits: Table<CreditRow>): boolean {
  return credits.rows().next().done === true
}
