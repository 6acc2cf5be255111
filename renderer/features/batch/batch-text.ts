import type { Mode } from '../../../shared/domain/item.ts'
import type { NanoUsd } from '../../../shared/domain/money.ts'
import type { BatchRow } from '../../../shared/ipc/rows.ts'
import { catalogue } from '../../../shared/models/catalogue.ts'
import type { MessageKey } from '../../messages/message-key.ts'
import type { Translate } from '../../messages/translate.ts'
import { etaText } from './eta.ts'
import { isOfflineWait, markOf, tallyOf, type Tally } from './progress.ts'

/** A model's name; its id where it is not in the catalogue any more. */
export function modelName(id: string): string {
  return catalogue.find((model) => model.id === id)?.name ?? id
}

/** An amount, never to be taken for real money where it is not. */
export function amountText(t: Translate, amount: NanoUsd, mode: Mode): string {
  const text = t.money(amount)
  return mode === 'practice' ? t('batch.practice-amount', { amount: text }) : text
}

/** `312/486 · 4 running · 2 failed · $12.48 spent · 6 min left` as its parts; what is nothing is not said. */
export function progressParts(row: BatchRow, t: Translate): readonly string[] {
  const tally = tallyOf(row)
  const { running, failed, unresolved } = tally
  return [
    settledText(tally, t),
    running > 0 && t('batch.running', { count: running }),
    failed > 0 && t('batch.failed', { count: failed }),
    unresolved > 0 && t('batch.unresolved', { count: unresolved }),
    moneyPart(row, t),
    timePart(row, t),
  ].filter((part) => part !== false)
}

/** How many are over, well or not. */
export function settledCount({ done, failed, cancelled }: Tally): number {
  return done + failed + cancelled
}

/** `312/486`, and `1,312/2,486`. */
export function settledText(tally: Tally, t: Pick<Translate, 'number'>): string {
  return `${t.number(settledCount(tally))}/${t.number(tally.total)}`
}

function moneyPart({ charged, mode, perItem }: BatchRow, t: Translate): string | false {
  if (perItem === 0 && charged === 0) return false
  return t('batch.spent', { amount: amountText(t, charged, mode) })
}

/** How a batch stands, in a word or two. */
export function markKey(row: BatchRow): MessageKey {
  if (row.activity === 'stopping') return 'batch.mark.stopping'
  return isOfflineWait(row) ? 'batch.mark.offline' : `batch.mark.${markOf(row)}`
}

function timePart(row: BatchRow, t: Translate): string | false {
  const mark = markOf(row)
  if (mark !== 'running' || row.activity === 'stopping') return t(markKey(row))
  if (row.etaMs === null) return false
  const { key, values } = etaText(row.etaMs)
  return t(key, values)
}
