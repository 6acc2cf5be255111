import { nanoUsd, parseUsd, timesMoney, type NanoUsd } from '../../../../shared/domain/money.ts'
import type { SpendView } from '../../../../shared/ipc/service-rows.ts'
import type { SettingsView } from '../../../../shared/ipc/settings-view.ts'
import type { ModelDeclaration, ParameterValues } from '../../../../shared/models/model.ts'
import { resultCount, worstCasePrice } from '../../../../shared/models/price.ts'

/** What the pictures that are meant would cost if every one of them were sent. */
export interface Sum {
  readonly pictures: number
  /** Results of each picture. */
  readonly results: number
  readonly perImage: NanoUsd
  readonly perItem: NanoUsd
  readonly total: NanoUsd
  readonly isFree: boolean
}

export function sumUp(model: ModelDeclaration, parameters: ParameterValues, pictures: number): Sum {
  const perItem = worstCasePrice(model, parameters)
  return {
    pictures,
    results: resultCount(model, parameters),
    perImage: model.price.perImage,
    perItem,
    total: timesMoney(perItem, pictures),
    isFree: perItem === 0,
  }
}

/** The cap that a sum would meet first. `left` is what still fits below it. */
export interface CapState {
  readonly kind: 'batch' | 'day' | 'month'
  readonly cap: NanoUsd
  readonly left: NanoUsd
  readonly isExceeded: boolean
}

/** null where no cap is set. */
export function tightestCap(total: NanoUsd, batchCap: NanoUsd | null, spend: SpendView | null): CapState | null {
  const lines = [
    batchCap === null ? null : { kind: 'batch' as const, cap: batchCap, left: batchCap },
    spend && lineOf('day', spend.day),
    spend && lineOf('month', spend.month),
  ].filter((line) => line !== null)
  const tightest = lines.sort((a, b) => a.left - b.left)[0]
  return tightest === undefined ? null : { ...tightest, isExceeded: total > tightest.left }
}

/** What the draft says, or else what the settings say of paid batches. */
export function batchCapOf(cap: string | null, settings: SettingsView | null): NanoUsd | null {
  const text = cap ?? (settings?.mode === 'paid' ? settings.caps.batchUsd : null)
  return text === null ? null : parseUsd(text)
}

function lineOf(kind: 'day' | 'month', { cap, charged, reserved }: SpendView['day']) {
  if (cap === null) return null
  return { kind, cap, left: nanoUsd(Math.max(0, cap - charged - reserved)) }
}
