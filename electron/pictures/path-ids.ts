import { AppError } from '../../shared/errors.ts'
import type { PathId } from '../../shared/ipc/rows.ts'
import { randomId } from './random-id.ts'

/** Names for folders and files the user chose, so that the page never sends a path. */
export interface PathIds {
  /** The same for the same path for as long as the process lives. */
  idOf(path: string): PathId
  /** Throws `invalid-request` for an id that was not given out by this process. */
  find(id: PathId): string
}

export function createPathIds(): PathIds {
  const ids = new Map<string, PathId>()
  const paths = new Map<PathId, string>()
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
  }
}
