import type { NanoUsd } from '../../../shared/domain/money.ts'
import { catalogue } from '../../../shared/models/catalogue.ts'
import type { ProviderId } from '../../../shared/models/model.ts'

/** Items that wait for a decision: `open` ones may have been charged, `lost` ones were, and their result is gone. */
export interface Undecided {
  readonly open: number
  readonly lost: number
}

/** Only what has no answer is at stake, each with the price that is held for it. */
export function splitUndecided(count: number, atStake: NanoUsd, perItem: NanoUsd): Undecided {
  const open = perItem === 0 ? count : Math.min(count, Math.ceil(atStake / perItem))
  return { open, lost: count - open }
}

/** Whose request it was; `local` where the model is not in the catalogue any more. */
export function providerOf(model: string): ProviderId {
  return catalogue.find(({ id }) => id === model)?.provider ?? 'local'
}
