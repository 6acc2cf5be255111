import { formatUsd, timesMoney, type NanoUsd } from '../../../shared/domain/money.ts'
import type { LeftOut, Quote } from '../../../shared/domain/quote.ts'
import { AppError } from '../../../shared/errors.ts'
import { providers, type ModelDeclaration } from '../../../shared/models/model.ts'
import { priceNotes, worstCasePrice } from '../../../shared/models/price.ts'
import type { NewItem } from '../../history/items.ts'
import type { Balance } from '../../providers/provider.ts'
import type { PlanRequest } from './plan-request.ts'

interface ToPrice {
  readonly request: PlanRequest
  readonly model: ModelDeclaration
  readonly items: readonly NewItem[]
  readonly leftOut: readonly LeftOut[]
  readonly unmatchedRows: readonly string[]
  readonly warnings: readonly string[]
  readonly balance: Balance | null
}

const mostExamples = 20

/** Puts a price on planned items: the worst case is what would be reserved if every one of them were sent. */
export function priceQuote({ request, model, items, balance, ...rest }: ToPrice): Quote {
  const { recipe } = request
  const perItem = worstCasePrice(model, recipe.parameters)
  const planned = items.filter(({ status }) => status === 'planned')
  const worstCase = timesMoney(perItem, planned.length)
  const { asOf, source, isEstimate } = model.price
  refuseSmallCap(request, perItem)
  return {
    model: model.id,
    mode: request.mode,
    outputFolder: request.outputFolder,
    send: planned.length,
    unreadable: items.filter(({ status }) => status === 'failed').length,
    skipped: countSkips(items),
    leftOut: rest.leftOut,
    unmatchedRows: rest.unmatchedRows,
    examples: planned
      .slice(0, mostExamples)
      .map(({ sourceLabel, targets, prompt }) => ({ source: sourceLabel, target: targets[0] ?? '', prompt })),
    price: { perItem, asOf, source, isEstimate },
    worstCase,
    cap: request.cap,
    again: request.again,
    balance: balance && { amount: balance.amount, note: balance.note },
    disclosure: disclose(model, request),
    warnings: [...priceNotes(model, recipe.parameters), ...rest.warnings, ...shortBalance(balance, worstCase)],
  }
}

function refuseSmallCap({ cap }: PlanRequest, perItem: NanoUsd): void {
  if (cap === null || cap >= perItem) return
  throw new AppError(
    'cap-reached',
    `The cap of ${formatUsd(cap)} is smaller than the price of one picture, ${formatUsd(perItem)}.`,
  )
}

function countSkips(items: readonly NewItem[]): Quote['skipped'] {
  const counts: Partial<Record<NonNullable<NewItem['skipReason']>, number>> = {}
  for (const { skipReason } of items) {
    if (skipReason !== null) counts[skipReason] = (counts[skipReason] ?? 0) + 1
  }
  return counts
}

function shortBalance(balance: Balance | null, worstCase: number): string[] {
  if (balance === null || balance.amount === null || balance.amount >= worstCase) return []
  return ['The balance may not be enough for all of it; the batch pauses when the credit is used up.']
}

/** What leaves the machine, in words a person can decide by. */
function disclose(model: ModelDeclaration, { mode, recipe }: PlanRequest): string[] {
  if (model.provider === 'local') return []
  if (mode === 'practice') return ['Nothing leaves this machine: practice mode answers by itself and costs nothing.']
  const { name } = providers[model.provider]
  const pictures = [
    'the pictures',
    ...(recipe.references.length > 0 ? ['the reference pictures'] : []),
    ...(recipe.mask === null ? [] : ['the mask']),
  ].join(', ')
  return [
    `To ${name}: ${pictures} and the prompt.`,
    recipe.uploadGps
      ? 'The camera position stays in what is sent, as you asked; other private metadata is taken out.'
      : 'File names, camera data and position are taken out before sending.',
    ...(model.provider === 'runflow' ? ['Uploaded pictures stay in your Runflow library.'] : []),
  ]
}
