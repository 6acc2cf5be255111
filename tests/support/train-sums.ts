import { formatUsd, nanoUsd } from '../../shared/domain/money.ts'
import type { Train } from './train.ts'

// What history must say, from the books themselves rather than from its index.

/** What is shown unless told: every result that is not in the bin, and every picture without one. */
export const entries = `(SELECT item.*, output.id AS output_id, output.path AS output_path, verdict, coalesce(rating, 0) AS rating,
    coalesce(tags, '[]') AS tags, batch.model, batch.mode, source.path AS source_path, source.words
  FROM item JOIN batch ON batch.id = batch_id JOIN source ON source.id = source_id
    LEFT JOIN output ON output.item_id = item.id LEFT JOIN review ON review.output_id = output.id
  WHERE output.binned_at IS NULL)`

/** What the bar says of everything a condition is true of. */
export function sentence(train: Train, where = '1'): string {
  const [total, made] = [numberOf(train, where), numberOf(train, `output_id IS NOT NULL AND ${where}`)]
  const without = plain(total) - plain(made)
  const charged = train.ask(
    `SELECT coalesce(sum(amount_nano), 0) FROM ledger JOIN attempt ON attempt.id = attempt_id
     WHERE kind = 'charge' AND mode = 'paid' AND item_id IN (SELECT id FROM ${entries} WHERE ${where})`,
  )
  return [
    `${made} ${made === '1' ? 'result' : 'results'}`,
    ...(without > 0 ? [`${without.toLocaleString('en')} without a result`] : []),
    ...(charged === 0 ? [] : [`${dollars(Number(charged))} charged`]),
  ].join(' · ')
}

/** A sum as the window writes it in English. */
export function dollars(nano: number): string {
  const [whole = '', cents = ''] = formatUsd(nanoUsd(nano)).slice(1).split('.')
  return `$${Number(whole).toLocaleString('en')}.${cents}`
}

/** A number as the window writes it. */
export function numberOf(train: Train, where: string, what = 'count(*)'): string {
  return Number(train.ask(`SELECT ${what} FROM ${entries} WHERE ${where}`)).toLocaleString('en')
}

export function plain(text: string): number {
  return Number(text.replaceAll(',', ''))
}
