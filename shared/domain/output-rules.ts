import { defaultNameTemplate } from './output-name.ts'
import type { WritableFormat } from './picture.ts'

/** What to do when a file of the planned name is already there. */
export const conflictRules = ['unique', 'skip', 'overwrite', 'overwrite-if-changed'] as const
export type ConflictRule = (typeof conflictRules)[number]

/** `original` returns to the pixel size of the source. */
export const resultSizes = ['received', 'original'] as const
/** `source` converts the result to the colour profile of the source. */
export const savedProfiles = ['received', 'source'] as const
export const savedMetadata = ['keep', 'none'] as const

/** How a result becomes a file. */
export interface OutputRules {
  /** Name template; see `output-name.ts`. */
  readonly name: string
  readonly conflict: ConflictRule
  /** `received` keeps the provider's format and, where no other rule asks for new pixels, its very bytes. */
  readonly format: 'received' | WritableFormat
  /** 1–100, used only where pixels are encoded again. */
  readonly quality: number
  readonly size: (typeof resultSizes)[number]
  /** Colour put behind transparency, `#rrggbb`. */
  readonly background: string | null
  readonly profile: (typeof savedProfiles)[number]
  readonly metadata: (typeof savedMetadata)[number]
  readonly keepGps: boolean
}

export const defaultOutputRules: OutputRules = {
  name: defaultNameTemplate,
  conflict: 'unique',
  format: 'received',
  quality: 92,
  size: 'received',
  background: null,
  profile: 'received',
  metadata: 'keep',
  keepGps: false,
}
