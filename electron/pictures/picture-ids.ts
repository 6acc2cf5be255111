import type { PictureId } from '../../shared/ipc/rows.ts'
import { randomId } from './random-id.ts'

/** A picture the page was told about. */
export interface KnownPicture {
  readonly path: string
  /** The folder it may not lead out of, null where the path itself was named. */
  readonly root: string | null
}

/** Gives pictures names the page may know. They are random, and mean nothing outside this process. */
export interface PictureIds {
  /** The same for the same path for as long as the process lives; what is told later about a path counts. */
  idOf(picture: { readonly path: string; readonly root?: string }): PictureId
  find(id: PictureId): KnownPicture | null
}

interface Entry {
  readonly id: PictureId
  readonly path: string
  root: string | null
}

export function createPictureIds(): PictureIds {
  const byPath = new Map<string, Entry>()
  const byId = new Map<PictureId, Entry>()
  return {
    idOf: ({ path, root }) => {
      const entry = byPath.get(path) ?? enter(path)
      entry.root = root ?? entry.root
      return entry.id
    },
    find: (id) => byId.get(id) ?? null,
  }

  function enter(path: string): Entry {
    const entry: Entry = { id: randomId(), path, root: null }
    byPath.set(path, entry)
    byId.set(entry.id, entry)
    return entry
  }
}
