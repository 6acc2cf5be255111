import { z } from 'zod'
import { itemStatuses, modes } from '../domain/item.ts'
import { longestNote, longestTag, mostTags, ratings, verdicts } from '../domain/review.ts'
import type { ChannelName } from './channels.ts'
import { historySorts } from './history-query.ts'

const id = z.string().min(1).max(100)
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/)
const usd = z.string().max(20).nullable()
const tag = z.string().trim().min(1).max(longestTag)
const name = z.string().trim().min(1).max(120)

/** Which part of history; folders are those of the sources, by the ids `history:folders` gives. */
const within = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('batch'), id }),
  z.strictObject({ kind: z.literal('folder'), id }),
  z.strictObject({ kind: z.literal('source'), id }),
  z.strictObject({ kind: z.literal('collection'), id }),
])

/** What of history is shown, and in which order. Empty lists and nulls set no condition. */
export const historyQuery = z.strictObject({
  /** Each word must begin a word of prompt, name, model, tags, note or EXIF. */
  text: z.string().max(500),
  within,
  modes: z.array(z.enum(modes)).max(modes.length),
  models: z.array(z.string().max(200)).max(100),
  statuses: z.array(z.enum(itemStatuses)).max(itemStatuses.length),
  verdicts: z.array(z.enum([...verdicts, 'none'])).max(verdicts.length + 1),
  minRating: z.union(ratings.map((rating) => z.literal(rating))),
  tags: z.array(tag).max(mostTags),
  /** Days of the user's calendar, both included. */
  from: day.nullable(),
  to: day.nullable(),
  /** Dollars as typed, for the item; both included. */
  minCost: usd,
  maxCost: usd,
  /** One row for each source, its newest result on top. */
  stacked: z.boolean(),
  /** Also results that were moved to the bin; within one source they always show. */
  binned: z.boolean().optional(),
  sort: z.enum(historySorts),
  descending: z.boolean(),
})
export type HistoryQuery = z.infer<typeof historyQuery>

const outputs = z.array(id).min(1).max(100_000)

/** What a person says of results; what is left out stays as it is. */
const reviewChange = z.strictObject({
  verdict: z.enum(verdicts).nullable().optional(),
  rating: z.union(ratings.map((rating) => z.literal(rating))).optional(),
  addTags: z.array(tag).max(mostTags).optional(),
  removeTags: z.array(tag).max(mostTags).optional(),
  note: z.string().max(longestNote).optional(),
})
export type ReviewChange = z.infer<typeof reviewChange>

/** What the channels of history and review take. */
export const historyInputs = {
  'history:open': z.strictObject({ query: historyQuery }),
  'history:rows': z.strictObject({ view: id, from: z.int().nonnegative(), count: z.int().min(1).max(500) }),
  'history:find': z.strictObject({ view: id, entry: z.int() }),
  'history:outputs': z.strictObject({ view: id, from: z.int().nonnegative(), to: z.int().nonnegative() }),
  'history:timeline': z.strictObject({ view: id }),
  'history:folders': z.undefined(),
  'history:tags': z.undefined(),
  'searches:list': z.undefined(),
  'searches:save': z.strictObject({ id: id.nullable(), name, query: historyQuery }),
  'searches:remove': z.strictObject({ id }),
  'searches:restore': z.strictObject({ id }),
  'searches:export': z.strictObject({ id }),
  'searches:import': z.strictObject({ name, text: z.string().max(100_000) }),
  'collections:list': z.undefined(),
  'collections:save': z.strictObject({ id: id.nullable(), name }),
  'collections:remove': z.strictObject({ id }),
  'collections:restore': z.strictObject({ id }),
  'collections:put': z.strictObject({ id, outputs, isIn: z.boolean() }),
  'review:change': z.strictObject({ outputs, change: reviewChange }),
  'review:bin': z.strictObject({ outputs }),
  'review:undo': z.strictObject({ undo: id }),
  'results:read': z.strictObject({ id }),
  'results:locate': z.strictObject({ source: id, folder: id }),
  'plan:again': z.strictObject({
    items: z.array(id).min(1).max(100_000),
    /** `redo` with other words, or the same ones where null; `rerun` sends the very request once more. */
    relation: z.enum(['redo', 'rerun']),
    prompt: z.string().max(100_000).nullable(),
  }),
} as const satisfies Partial<Record<ChannelName, z.ZodType>>
