import type { Mode } from '../../../shared/domain/item.ts'
import type { NanoUsd } from '../../../shared/domain/money.ts'
import type { Recipe } from '../../../shared/domain/recipe.ts'
import type { Failure } from '../../../shared/errors.ts'
import type { ModelDeclaration } from '../../../shared/models/model.ts'
import type { Outputs } from '../../history/outputs.ts'
import type { ItemOrigin } from '../../history/items.ts'
import type { Source, Sources } from '../../history/sources.ts'
import type { Images } from '../../images/images.ts'
import type { CsvRows } from '../../library/csv-rows.ts'
import type { Found } from '../../library/walk-state.ts'
import type { Balance } from '../../providers/provider.ts'

/** What an item is to do again. */
export interface Origin extends ItemOrigin {
  /** As its source was called. */
  readonly label: string
  readonly sourceSha256: string
  /** In words that are sent as they are; null for those of the recipe. */
  readonly prompt: string | null
  /** Of the request it was sent with; null where it never was. */
  readonly contentKey: string | null
}

/** A file an earlier walk found, maybe by way of an item that is done again. */
export type PlanFile = Found & { readonly origin?: Origin }

export interface PlanRequest {
  /** Files and folders to be walked. */
  readonly paths: readonly string[]
  /** Files an earlier walk found, taken in place of `paths` as they are now; what is gone since is left out. */
  readonly found?: readonly PlanFile[]
  readonly recipe: Recipe
  /** The model as it is to be used, where that is not the one of the catalogue. */
  readonly model?: ModelDeclaration
  readonly mode: Mode
  /** Absolute. */
  readonly outputFolder: string
  readonly cap: NanoUsd | null
  /** Path of a CSV with a row for each picture, null for none. */
  readonly csv: string | null
  /** Edit again what history already holds: the user's yes to paying a second time. */
  readonly again: boolean
}

export interface PlanProgress {
  readonly phase: 'looking' | 'reading'
  readonly done: number
  readonly total: number | null
}

export interface PlanDependencies {
  readonly images: Images
  readonly sources: Sources
  readonly outputs: Outputs
  readonly now: () => Date
  readonly signal: AbortSignal
  readonly onProgress: (progress: PlanProgress) => void
  /** The service's balance, null where it cannot be asked. */
  readonly balance: (model: ModelDeclaration, question: { mode: Mode; signal: AbortSignal }) => Promise<Balance | null>
}

export interface SeenSource {
  readonly found: PlanFile
  readonly source: Source
  /** Why it cannot be used, null when it can. */
  readonly failure: Failure | null
}

/** What is planned, once the pictures have been looked at. */
export interface Planning {
  readonly batchId: string
  readonly request: PlanRequest
  readonly model: ModelDeclaration
  readonly seen: readonly SeenSource[]
  readonly rows: CsvRows | null
}
