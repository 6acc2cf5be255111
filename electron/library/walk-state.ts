import type { LeftOutReason } from '../../shared/domain/left-out.ts'
import { AppError } from '../../shared/errors.ts'

/** A file that may be a picture. */
export interface Found {
  /** Real path; no link leads there. */
  readonly path: string
  /** Real path of the folder that was named, or the folder of a file that was named itself. */
  readonly root: string
  /** Where it lies below `root`, `/` between segments on every system; what the user recognises it by. */
  readonly relativePath: string
  readonly bytes: number
  readonly mtimeMs: number
}

export interface LeftOutEntry {
  readonly path: string
  readonly reason: LeftOutReason
}

export interface WalkLimits {
  /** Folders below the named one. */
  readonly maxLevels: number
  readonly maxFiles: number
  readonly maxFileBytes: number
  /** Names looked at, whatever they are: bounds memory where a folder holds millions of other things. */
  readonly maxEntries: number
}

export interface WalkOptions {
  readonly signal?: AbortSignal
  /** Folders Lightbench writes to; they need not exist. One that is named itself is walked all the same. */
  readonly outputFolders?: readonly string[]
  /** Says which real paths are known outputs. Not asked about files that were named themselves. */
  readonly isOwnOutput?: (path: string) => boolean
  readonly limits?: Partial<WalkLimits>
  /** Called from time to time with how many files were found so far. */
  readonly onProgress?: (files: number) => void
}

/** What one walk has seen; shared by everything that was named. */
export interface Walk {
  readonly options: WalkOptions
  readonly limits: WalkLimits
  readonly isOutputFolder: (path: string) => boolean
  /** Real paths of files and folders. */
  readonly seen: Set<string>
  readonly found: Found[]
  readonly leftOut: LeftOutEntry[]
  files: number
  entries: number
}

export function stopIfAborted({ options }: Walk): void {
  if (options.signal?.aborted === true) throw new AppError('cancelled', 'Looking for pictures was stopped.')
}
