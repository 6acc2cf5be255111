import type { Failure } from '../errors.ts'
import type { PathId } from './rows.ts'

export const libraryPartNames = [
  'database',
  'thumbnails',
  'backups',
  'recovery',
  'removed',
  'imports',
  'practice',
  'logs',
  'other',
] as const
export type LibraryPartName = (typeof libraryPartNames)[number]

export interface RoomTaken {
  readonly files: number
  readonly bytes: number
}

export interface BackupRow {
  readonly id: PathId
  readonly path: string
  readonly bytes: number
  readonly madeAt: string
}

/** What is done to the library before it is opened the next time. */
export type AtNextStart =
  { readonly kind: 'restore'; readonly from: string } | { readonly kind: 'move'; readonly to: string }

export interface LibraryView {
  readonly folder: string
  readonly sizes: Readonly<Record<LibraryPartName, RoomTaken>>
  /** Newest first. */
  readonly backups: readonly BackupRow[]
  readonly atNextStart: AtNextStart | null
  /** Why what was to be done at this start could not be done; the library is as it was. */
  readonly failedAtStart: Failure | null
  /** False where the environment names the folder, which then has to be changed there. */
  readonly canMove: boolean
}

export interface ImportedView {
  readonly batches: number
  readonly results: number
  readonly unfinished: number
  readonly recipes: number
  readonly collections: number
  readonly searches: number
}

/** What the channels about the library as a whole answer. */
export interface CareOutputs {
  'library:read': LibraryView
  /** What was removed. */
  'library:prune': RoomTaken
  /** What is in the system's bin cannot be put back from here any more. */
  'library:forget-binned': void
  'library:back-up': void
  'library:import': ImportedView
  /** Nothing is done before the next start; null takes back what was planned. */
  'library:at-next-start': void
}
