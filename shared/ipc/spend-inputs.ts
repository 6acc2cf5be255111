import { z } from 'zod'
import { modes } from '../domain/item.ts'
import type { ChannelName } from './channels.ts'

const day = z.iso.date()

/** Days of the user's calendar, both included. */
const days = z.strictObject({ mode: z.enum(modes), from: day, to: day })

/** What the channels about money take. */
export const spendInputs = {
  'spend:overview': days,
  'reconcile:read': z.undefined(),
  'reconcile:start': days,
  'reconcile:stop': z.undefined(),
} as const satisfies Partial<Record<ChannelName, z.ZodType>>
