import { noMoney } from '../../shared/domain/money.ts'
import type { Quote } from '../../shared/domain/quote.ts'

export function buildQuote(quote: Partial<Quote> = {}): Quote {
  return {
    model: 'runflow/reve/edit',
    mode: 'paid',
    outputFolder: '/out',
    send: 1,
    unreadable: 0,
    skipped: {},
    leftOut: [],
    examples: [],
    unmatchedRows: [],
    price: { perItem: noMoney, asOf: '2026-01-01', source: 'test', isEstimate: false },
    again: false,
    worstCase: noMoney,
    cap: null,
    balance: null,
    disclosure: [],
    warnings: [],
    ...quote,
  }
}
