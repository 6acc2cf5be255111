import { randomBytes } from 'node:crypto'
import type { Store } from './store.ts'

export interface AccountRow {
  readonly key: string
  /** Signs links. */
  readonly linkSecret: string
  /** Signs callbacks. */
  readonly callbackSecret: string
  readonly orgId: string
}

/** The account kept in the store, made on first use, so that key and links stay good after a restart. */
export function openAccount(store: Store, fresh: { key: string; orgId: string }): AccountRow {
  const table = store.table<AccountRow>('account')
  const kept = table.get('account')
  if (kept) return kept
  const account = {
    ...fresh,
    linkSecret: randomBytes(32).toString('hex'),
    callbackSecret: `whsec_${randomBytes(24).toString('hex')}`,
  }
  table.put('account', account)
  return account
}
