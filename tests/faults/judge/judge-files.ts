import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { filesBelow, sha256Of } from '../support/files.ts'
import { pixelsOf } from '../support/pictures.ts'
import { nameOf } from './names.ts'
import type { LibraryState } from './read-library.ts'

interface Places {
  readonly home: string
  readonly out: string
}

/** Reads every file once, however often it is looked at. */
export type Pixels = (path: string) => Promise<string>

export function createPixels(): Pixels {
  const known = new Map<string, Promise<string>>()
  return (path) => {
    const pixels = known.get(path) ?? pixelsOf(path)
    known.set(path, pixels)
    return pixels
  }
}

/** Whatever stands under a final name is a whole picture, at every moment. */
export async function judgeTorn(out: string, seen: Set<string>): Promise<string[]> {
  const found: string[] = []
  for (const path of filesBelow(out).filter((path) => !path.endsWith('.part') && !seen.has(path))) {
    const isWhole = await pixelsOf(path).then(
      () => true,
      () => false,
    )
    if (isWhole) seen.add(path)
    else found.push(`${path} is torn`)
  }
  return found
}

/** What must hold when a batch has come to its end: each result in its place, the right one, and nothing else. */
export async function judgeFiles(
  library: LibraryState,
  { home, out }: Places,
  sourcePixels: Pixels,
): Promise<string[]> {
  const found: string[] = []
  const outputs = library.outputs.filter(({ state }) => state === 'published')
  const published = new Set(outputs.map(({ path }) => path))
  const outputsOf = Map.groupBy(outputs, ({ item_id }) => item_id)
  for (const item of library.items) {
    const own = outputsOf.get(item.id) ?? []
    if (item.status === 'done' && own.length !== 1) found.push(`${nameOf(item)} has ${own.length} results`)
    for (const { path, sha256 } of own) {
      if (!existsSync(path)) found.push(`The result of ${nameOf(item)} is lost: ${path}`)
      else if (sha256Of(path) !== sha256) found.push(`${path} is not what the library says`)
      else if ((await pixelsOf(path)) !== (await sourcePixels(item.source))) found.push(`${path} is another picture’s`)
    }
  }
  for (const path of filesBelow(out)) if (!published.has(path)) found.push(`${path} is left over`)
  for (const folder of ['recovery', 'work']) {
    for (const path of filesBelow(join(home, folder))) found.push(`${path} is left over`)
  }
  return found
}
