import { z } from 'zod'
import { modes } from '../domain/item.ts'
import type { ChannelName } from './channels.ts'
import { historyQuery } from './history-inputs.ts'
import { languages } from './settings-view.ts'

const id = z.string().min(1).max(100)
const title = z.string().trim().min(1).max(200)

const subject = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('batch'), id }),
  z.strictObject({ kind: z.literal('collection'), id }),
  /** Everything a query shows; what is stacked is shown whole. */
  z.strictObject({ kind: z.literal('query'), query: historyQuery, title }),
  z.strictObject({ kind: z.literal('outputs'), ids: z.array(id).min(1).max(100_000), title }),
  /** The ledger of days of the user's calendar, both included; null where there is no end. */
  z.strictObject({
    kind: z.literal('days'),
    mode: z.enum(modes),
    from: z.iso.date().nullable(),
    to: z.iso.date().nullable(),
  }),
])
export type ReportSubjectInput = z.infer<typeof subject>

/** `ledger`: every amount that was held, given back or charged, as CSV. */
const kind = z.enum(['html', 'pdf', 'csv', 'ledger'])
export type ReportKind = z.infer<typeof kind>

/** What the channels about reports take. */
export const reportInputs = {
  'report:read': z.undefined(),
  'report:start': z.strictObject({
    subject,
    kind,
    /** null asks where, by the system's dialog; a host without dialogs needs a folder. */
    folder: id.nullable(),
    language: z.enum(languages),
  }),
  'report:stop': z.undefined(),
  'report:open': z.undefined(),
  'report:reveal': z.undefined(),
} as const satisfies Partial<Record<ChannelName, z.ZodType>>
