import { nanoUsd, toUsdNumber } from '../../../shared/domain/money.ts'
import { jsonReply, type Reply } from '../http/message.ts'
import type { AimlapiContext } from './context.ts'

/** What a key tells of itself (AIML API §1). */
export function readKey(key: string, { tables, clock }: AimlapiContext): Reply {
  let spent = 0
  for (const { end } of tables.generations.rows()) spent += end?.charged ?? 0
  const now = new Date(clock.nowMs()).toISOString()
  return jsonReply(200, {
    data: {
      name: 'Practice',
      disabled: false,
      prefix: key.slice(0, 8),
      scopes: ['model:image'],
      limit: { retention: 'none', threshold: null },
      created_at: now,
      updated_at: now,
      monthly_usage: toUsdNumber(nanoUsd(spent)),
    },
  })
}
