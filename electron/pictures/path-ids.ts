import { AppError } from '../../shared/errors.ts'
import type { PathId } from '../../shared/ipc/rows.ts'
import { randomId } from './random-id.ts'

/** Names for folders and files the user chose, so that the page never sends a path. */
export interface PathIds {
  /** The same for the same path for as long as the process lives. */
  idOf(path: string): PathId
  /** Throws `invalid-request` for an id that was neither given out by this process nor kept for it. */
  find(id: PathId): string
  has(id: PathId): boolean
}

/** `kept`: ids an earlier process gave out, which the page may still name. */
export function createPathIds(kept: ReadonlyMap<PathId, string> = new Map()): PathIds {
  const paths = new Map<PathId, string>(kept)
  const ids = new Map<string, PathId>([...kept].map(([id, path]) => [path, id]))
  return {
    idOf: (path) => {
      const id = ids.get(path) ?? randomId()
      ids.set(path, id)
      paths.set(id, path)
      return id
    },
    find: (id) => {
      const path = paths.get(id)
      if (path !== undefined) return path
      throw new AppError('invalid-request', 'The file or folder is not known any more; choose it again.')
    },
    has: (id) => paths.has(id),
  }
}
