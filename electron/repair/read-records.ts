import type { Found } from '../library/walk-state.ts'
import { mapBounded } from '../library/bounded.ts'
import type { MetadataFiles } from '../images/metadata.ts'
import type { ProvenanceRecord } from '../images/provenance.ts'
import { AppError } from '../../shared/errors.ts'
import { systemCode } from '../library/file-system.ts'
import { hashFile } from '../verify/hash-file.ts'
import { isSound } from './sound-record.ts'

/** A picture that says of itself that Lightbench made it. */
export interface RecordedFile {
  readonly path: string
  readonly sha256: string
  readonly record: ProvenanceRecord
}

/** What the pictures below some folders turned out to be. */
export interface ReadFiles {
  readonly recorded: readonly RecordedFile[]
  /** Pictures without a record, by the hash of their bytes: what sources are found among. */
  readonly others: ReadonlyMap<string, string>
  readonly unreadable: readonly string[]
}

interface Reading {
  readonly metadata: Pick<MetadataFiles, 'readProvenance'>
  readonly signal: AbortSignal
  readonly onRead: () => void
}

const atOnce = 4

/** Reads the record of each file, and hashes it. A file that cannot be read is named and costs no other. */
export async function readRecords(found: readonly Found[], reading: Reading): Promise<ReadFiles> {
  const files = await mapBounded(found, atOnce, ({ path }) => readOne(path, reading))
  return {
    recorded: files.filter((file) => 'record' in file),
    others: new Map(files.flatMap((file) => ('other' in file ? [[file.other, file.path]] : []))),
    unreadable: files.flatMap((file) => ('unreadable' in file ? [file.path] : [])),
  }
}

type Read =
  | RecordedFile
  | { readonly path: string; readonly other: string }
  | { readonly path: string; readonly unreadable: true }

async function readOne(path: string, { metadata, signal, onRead }: Reading): Promise<Read> {
  signal.throwIfAborted()
  try {
    const sha256 = await hashFile(path, signal)
    const record = await metadata.readProvenance(path)
    if (record === null) return { path, other: sha256 }
    return isSound(record) ? { path, sha256, record } : { path, unreadable: true }
  } catch (thrown) {
    if (signal.aborted) throw signal.reason
    if (!(thrown instanceof AppError) && systemCode(thrown) === null) throw thrown
    return { path, unreadable: true }
  } finally {
    onRead()
  }
}
