// What the preload shares with the main process; nothing may be imported here that a sandboxed preload cannot hold.

/** The page's own scheme: never `file://`, which would see more than the page. */
export const pageScheme = 'lightbench'
export const pageOrigin = `${pageScheme}://app`
export const pageUrl = `${pageOrigin}/`

export const pictureScheme = 'lightbench-picture'
/** The id stands in the path, because hosts are lower-cased. */
export const pictureOrigin = `${pictureScheme}://picture`

/** Known to the preload alone: it takes paths, which the page never has. */
export const droppedChannel = 'intake:dropped'
export const eventChannel = 'event'
