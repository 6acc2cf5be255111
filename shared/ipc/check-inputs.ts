import { z } from 'zod'
import type { ChannelName } from './channels.ts'

const id = z.string().min(1).max(100)

/** What the channels about files and their records take. */
export const checkInputs = {
  /** null opens the system's dialog, where the host has one; a typed path is checked to be a folder. */
  'folders:search': z.strictObject({ path: z.string().min(1).max(4_096).nullable() }),
  'verify:read': z.undefined(),
  /** Folders are searched for what is missing, besides those the results were written to. */
  'verify:start': z.strictObject({ batchId: id.nullable(), lookIn: z.array(id).max(100) }),
  'verify:stop': z.undefined(),
  'verify:relink': z.undefined(),
  'repair:read': z.undefined(),
  'repair:start': z.strictObject({ folders: z.array(id).min(1).max(100) }),
  'repair:stop': z.undefined(),
} as const satisfies Partial<Record<ChannelName, z.ZodType>>
