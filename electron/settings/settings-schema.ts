import { isAbsolute } from 'node:path'
import { z } from 'zod'
import { modes } from '../../shared/domain/item.ts'
import { type NanoUsd, parseUsd } from '../../shared/domain/money.ts'
import { concurrencyLimits, languages, themes } from '../../shared/ipc/settings-view.ts'
import type { ProviderId } from '../../shared/models/model.ts'
import { pictureStrategies } from '../providers/aimlapi/aimlapi-provider.ts'

const dollars = z
  .string({ error: 'must be an amount in dollars as text, such as "5.00", or null' })
  .refine((text) => parseUsd(text) !== null, { error: 'must be an amount in dollars, such as "5.00"' })
  .nullable()
  .default(null)

/** Runflow §10: the service calls it from outside; 2,048 characters are documented. */
const callbackUrl = z
  .string()
  .max(2_048)
  .refine(isCallbackUrl, { error: 'must be an address that starts with https://, without user name and fragment' })

const folder = z.string().refine(isAbsolute, { error: 'must be a whole path, from the root on' })

const requestsAtOnce = z.int().min(concurrencyLimits.min).max(concurrencyLimits.max).nullable().default(null)

/** How many of the folders results went to are offered again. */
export const mostRecentFolders = 8

/**
 * `settings.json`. Fields it does not know are kept, because a newer Lightbench may have written them; but a known field
 * in another spelling is refused, because a cap that is misspelt would be no cap.
 */
export const settingsSchema = section({
  caps: section({ dayUsd: dollars, monthUsd: dollars, batchUsd: dollars }).prefault({}),
  aimlapi: section({ imageStrategy: z.enum(pictureStrategies).default('auto') }).prefault({}),
  runflow: section({
    /** Told by Runflow when a run ends, null for nobody. Lightbench itself asks and never relies on it. */
    callbackUrl: callbackUrl.nullable().default(null),
  }).prefault({}),
  output: section({
    /** Where results go when nothing else is said; null for a folder beside the sources. */
    folder: folder.nullable().default(null),
    /** Where results went lately, newest first. */
    recent: z.array(folder).max(mostRecentFolders).default([]),
  }).prefault({}),
  upload: section({
    /** Whether a new recipe lets the camera's position be part of what is sent. */
    gps: z.boolean().default(false),
  }).prefault({}),
  /** Requests at a time; null for as many as is known to do the service good. */
  concurrency: section({ runflow: requestsAtOnce, aimlapi: requestsAtOnce, local: requestsAtOnce }).prefault({}),
  /** How the window is; the command line has flags of its own. */
  window: section({
    mode: z.enum(modes).default('paid'),
    theme: z.enum(themes).default('system'),
    language: z.enum(languages).nullable().default(null),
    notifications: z.boolean().default(true),
  }).prefault({}),
})
export type Settings = z.infer<typeof settingsSchema>

/** The caps of the settings as money. */
export function capsOf({ caps }: Settings): Readonly<Record<'batch' | 'day' | 'month', NanoUsd | null>> {
  return { batch: toMoney(caps.batchUsd), day: toMoney(caps.dayUsd), month: toMoney(caps.monthUsd) }
}

interface RunSettings {
  readonly caps: ReturnType<typeof capsOf>
  readonly mostAtOnce: Partial<Record<ProviderId, number>>
}

/** What a run has to know of the settings. */
export function runSettingsOf(settings: Settings): RunSettings {
  const { runflow, aimlapi, local } = settings.concurrency
  const mostAtOnce = Object.fromEntries(
    Object.entries({ runflow, aimlapi, local }).filter(([, most]) => most !== null),
  ) as RunSettings['mostAtOnce'] // Object.entries forgets the key type.
  return { caps: capsOf(settings), mostAtOnce }
}

function section<S extends z.ZodRawShape>(shape: S) {
  const known = new Map(Object.keys(shape).map((name) => [plainSpelling(name), name]))
  return z.looseObject(shape).superRefine((value, context) => {
    for (const name of Object.keys(value)) {
      const meant = known.get(plainSpelling(name))
      if (meant !== undefined && meant !== name) {
        context.addIssue({ code: 'custom', path: [name], message: `is not a setting; write it “${meant}”` })
      }
    }
  })
}

function plainSpelling(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '')
}

function toMoney(text: string | null): NanoUsd | null {
  return text === null ? null : parseUsd(text)
}

function isCallbackUrl(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && url.protocol === 'https:' && url.username === '' && url.password === '' && url.hash === ''
}
