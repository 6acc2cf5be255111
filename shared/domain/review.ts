/** What a person makes of a result. One list: the database check, the filters and the page derive from it. */
export const verdicts = ['keep', 'reject'] as const
export type Verdict = (typeof verdicts)[number]

/** 0 is not rated. */
export const ratings = [0, 1, 2, 3, 4, 5] as const
export type Rating = (typeof ratings)[number]

export const mostTags = 50
export const longestTag = 60
export const longestNote = 4_000

/** How an item came of an earlier one: with other words, or as the same request once more. */
export const itemRelations = ['redo', 'rerun'] as const
export type ItemRelation = (typeof itemRelations)[number]

/**
 * Whether a result is still what was written. `moved`: found by its hash under another path. `replaced`: a later result
 * of ours took its name, as its conflict rule asked. `unreadable`: it is there, but cannot be read.
 */
export const fileVerdicts = ['unchanged', 'edited', 'missing', 'moved', 'replaced', 'unreadable'] as const
export type FileVerdict = (typeof fileVerdicts)[number]
