import { parseUsd, type NanoUsd } from '../domain/money.ts'
import type { UploadRule } from '../domain/picture.ts'

export const providers = {
  runflow: { name: 'Runflow', keyVariable: 'RUNFLOW_API_KEY', urlVariable: 'LIGHTBENCH_RUNFLOW_URL' },
  aimlapi: { name: 'AIML API', keyVariable: 'AIMLAPI_API_KEY', urlVariable: 'LIGHTBENCH_AIMLAPI_URL' },
  local: { name: 'This machine', keyVariable: null, urlVariable: null },
} as const satisfies Record<string, { name: string; keyVariable: string | null; urlVariable: string | null }>

export type ProviderId = keyof typeof providers
/** A provider that is paid, and so needs a key. */
export type ServiceId = Exclude<ProviderId, 'local'>
export const serviceIds = ['runflow', 'aimlapi'] as const satisfies readonly ServiceId[]

interface ParameterBase {
  /** The service's own field name; also the key of `--param`, and the flag in kebab-case. */
  readonly key: string
  readonly label: string
  readonly help: string
  /** Part of the request itself (default) or a setting of the transport that never changes the picture. */
  readonly affectsPicture?: false
}

/** One input of a model besides its prompt and pictures. A `default` is what happens when it is left out. */
export type ParameterDeclaration = ParameterBase &
  (
    | {
        readonly type: 'integer' | 'number'
        readonly min?: number
        readonly max?: number
        readonly unit?: string
        readonly default?: number
      }
    | { readonly type: 'choice'; readonly options: readonly string[]; readonly default?: string }
    | { readonly type: 'boolean'; readonly default?: boolean }
    | { readonly type: 'colour'; readonly default?: string }
  )

export type ParameterValue = string | number | boolean
export type ParameterValues = Readonly<Record<string, ParameterValue>>

/** A price as it was stated on a day. Prices are data: they age, and a quote shows their date. */
export interface PriceRule {
  readonly perImage: NanoUsd
  /** Key of the integer parameter that multiplies the price. */
  readonly times: string | null
  /** ISO date on which `source` said so. */
  readonly asOf: string
  readonly source: string
  /** True where the figure was derived rather than published. */
  readonly isEstimate: boolean
  /** Parameter values whose own price is unknown; they are quoted at `perImage`, and the quote says so. */
  readonly unknownFor?: { readonly parameter: string; readonly values: readonly string[]; readonly note: string }
}

export interface PromptRule {
  readonly isRequired: boolean
  /** Longest prompt in UTF-16 code units: refused above it, or only warned about. */
  readonly limit: { readonly length: number; readonly isHard: boolean } | null
}

/** How pictures are named on the wire. */
export interface PictureInputs {
  readonly source: { readonly field: string; readonly shape: 'one' | 'list' }
  /** References share the list field of the source, behind it. */
  readonly maxReferences: number
  readonly maskField: string | null
}

/** Everything Lightbench knows of one model. Form, flags, validation, request body and quote are derived from it. */
export interface ModelDeclaration {
  readonly id: string
  readonly provider: ProviderId
  readonly name: string
  readonly summary: string
  /** The service's own name of the model: Runflow's path segments, AIML API's `model` value. */
  readonly wireName: string
  readonly prompt: PromptRule
  readonly pictures: PictureInputs
  /** null: the picture is used as it lies on disk. */
  readonly upload: UploadRule | null
  readonly parameters: readonly ParameterDeclaration[]
  readonly price: PriceRule
  /** Key of the parameter that asks for several results, null where there is always one. */
  readonly countParameter: string | null
  /** Whether the same request gives the same picture again. */
  readonly isRepeatable: 'always' | 'with-seed' | 'never'
  /** How long the service may work before the app says so; a deadline is never a failure. */
  readonly softDeadlineMs: number
}

/** A price written as a decimal in a declaration; a typing mistake there must not start the app. */
export function parsePrice(usd: string): NanoUsd {
  const amount = parseUsd(usd)
  if (amount === null) throw new Error(`Not a price: ${usd}`)
  return amount
}
