import { jsonReply, type Call, type Reply } from '../http/message.ts'
import { settingsOf } from '../scenario.ts'
import type { RunflowContext } from './context.ts'
import { balanceOf } from './money.ts'
import { decimal, isoUtc } from './record.ts'
import type { Runs } from './runs.ts'

/** Runflow §1; the fields of the account are not published. */
export function whoAmI(context: RunflowContext): Reply {
  const scopes = ['runs:create', 'runs:read', 'assets:create', 'assets:read', 'credit_balance:read']
  return jsonReply(200, { org_id: context.orgId, name: 'Practice', scopes })
}

/** Runflow §14, in either of the two documented shapes. */
export async function readBalance({ active }: Call, runs: Runs, context: RunflowContext): Promise<Reply> {
  await runs.settle()
  const amount = balanceOf(context.tables)
  if (settingsOf(active, 'runflow-dialect').balance === 'cents') {
    return jsonReply(200, { balance_cents: Math.floor(amount / 10_000_000), currency: 'USD' })
  }
  const now = isoUtc(context.clock.nowMs())
  return jsonReply(200, {
    id: context.orgId,
    org_id: context.orgId,
    balance: decimal(amount),
    low_balance_threshold: null,
    low_balance_notified_at: null,
    created_at: now,
    updated_at: now,
  })
}
