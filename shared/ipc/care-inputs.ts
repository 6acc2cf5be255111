import { z } from 'zod'
import type { ChannelName } from './channels.ts'

const id = z.string().min(1).max(100)

/** What the channels about the library as a whole take. Folders come from `folders:choose` or `folders:search`. */
export const careInputs = {
  'library:read': z.undefined(),
  'library:prune': z.undefined(),
  'library:forget-binned': z.undefined(),
  'library:back-up': z.strictObject({ folder: id, thumbnails: z.boolean() }),
  'library:import': z.strictObject({ folder: id }),
  'library:at-next-start': z.strictObject({
    task: z
      .discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('restore'), backup: id }),
        z.strictObject({ kind: z.literal('move'), folder: id }),
      ])
      .nullable(),
  }),
} as const satisfies Partial<Record<ChannelName, z.ZodType>>
