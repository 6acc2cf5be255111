import type { PictureId } from '../../shared/ipc/rows.ts'
import { randomId } from './random-id.ts'

/** A picture the page was told about. */
export interface KnownPicture {
  readonly path: string
  /** The folder it may not lead out of, null where the path itself was named. */
  readonly root: string | null
  /** The content it is about, whatever its path holds now; null for a path that is shown as it is. */
  readonly sha256: string | null
}

/** Gives pictures names the page may know. They are random, and mean nothing outside this process. */
export interface PictureIds {
  /** The same for the same path and content for as long as the process lives; the root that is told last counts. */
  idOf(picture: { readonly path: string; readonly root?: string; readonly sha256?: string }): PictureId
  find(id: PictureId): KnownPicture | null
}

interface Entry {
  readonly id: PictureId
  readonly path: string
  readonly sha256: string | null
  root: string | null
}

export function createPictureIds(): PictureIds {
  const byPicture = new Map<string, Entry>()
  const byId = new Map<PictureId, Entry>()
  return {
    idOf: ({ path, root, sha256 = null }) => {
      const entry = byPicture.get(keyOf(path, sha256)) ?? enter(path, sha256)
      entry.root = root ?? entry.root
      return entry.id
    },
    find: (id) => byId.get(id) ?? null,
  }

  function enter(path: string, sha256: string | null): Entry {
    const entry: Entry = { id: randomId(), path, sha256, root: null }
    byPicture.set(keyOf(path, sha256), entry)
    byId.set(entry.id, entry)
    return entry
  }
}

/** No path holds the separator. */
function keyOf(path: string, sha256: string | null): string {
  return sha256 === null ? path : `${path}\0${sha256}`
}
