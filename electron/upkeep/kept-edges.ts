/** Longest sides of the thumbnails that are kept for every source and result of history, so that it can be shown when its file is gone. */
export const keptEdges: readonly number[] = [256, 1024]
