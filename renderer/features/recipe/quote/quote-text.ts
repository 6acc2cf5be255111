import { skipReasons, type SkipReason } from '../../../../shared/domain/item.ts'
import type { Quote } from '../../../../shared/domain/quote.ts'
import type { MessageKey } from '../../../messages/message-key.ts'
import type { MessageValues, Translate } from '../../../messages/translate.ts'

/** What kind of money a quote is about. */
export type Stake = 'free' | 'practice' | 'paid'

export function stakeOf({ worstCase, mode, price }: Quote): Stake {
  if (price.perItem === 0 && worstCase === 0) return 'free'
  return mode === 'practice' ? 'practice' : 'paid'
}

/** Whether what a service will charge is not known for certain. */
export function isGuess(quote: Quote): boolean {
  return quote.price.isEstimate && stakeOf(quote) === 'paid'
}

/** What the button of a quote says: the number, and the sum where there is one. */
export function confirmText(
  quote: Quote,
  t: Pick<Translate, 'money'>,
): { readonly key: MessageKey; readonly values: MessageValues } {
  const keys = { free: 'recipe.quote.edit', practice: 'recipe.quote.practise', paid: 'recipe.quote.send' } as const
  const key = isGuess(quote) ? 'recipe.quote.send-estimate' : keys[stakeOf(quote)]
  return { key, values: { count: quote.send, sum: t.money(quote.worstCase) } }
}

/** Reasons with their numbers, in the order they are always told. */
export function skippedOf({ skipped }: Quote): readonly { readonly reason: SkipReason; readonly count: number }[] {
  return skipReasons.map((reason) => ({ reason, count: skipped[reason] ?? 0 })).filter(({ count }) => count > 0)
}

/** Whether “send these again too” is a question at all. */
export function canSendAgain(quote: Quote): boolean {
  return quote.again || (quote.skipped['already-done'] ?? 0) > 0
}
