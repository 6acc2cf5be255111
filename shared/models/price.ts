import { timesMoney, type NanoUsd } from '../domain/money.ts'
import type { ModelDeclaration, ParameterValues } from './model.ts'

/** How many results one request asks for. */
export function resultCount(model: ModelDeclaration, parameters: ParameterValues): number {
  if (model.countParameter === null) return 1
  const value = parameters[model.countParameter]
  return typeof value === 'number' ? value : 1
}

/** The most one request may cost by the price list; this is what is reserved before it is sent. */
export function worstCasePrice(model: ModelDeclaration, parameters: ParameterValues): NanoUsd {
  const { perImage, times } = model.price
  const factor = times === null ? 1 : parameters[times]
  return timesMoney(perImage, typeof factor === 'number' ? factor : 1)
}

/** What a quote must say about this price besides the figure and its date. */
export function priceNotes({ price }: ModelDeclaration, parameters: ParameterValues): readonly string[] {
  const notes = price.isEstimate ? [`The price is an estimate: ${price.source}.`] : []
  const chosen = price.unknownFor && parameters[price.unknownFor.parameter]
  if (price.unknownFor && typeof chosen === 'string' && price.unknownFor.values.includes(chosen)) {
    return [...notes, price.unknownFor.note]
  }
  return notes
}
