import { stat } from 'node:fs/promises'
import { AppError, type ErrorCode } from '../../shared/errors.ts'
import type { BackgroundImages } from '../images/images.ts'
import type { MetadataFiles } from '../images/metadata.ts'
import { isContentHash } from '../images/thumbnail-files.ts'
import { systemCode } from '../library/file-system.ts'
import { unlessAborted } from '../providers/unless-aborted.ts'
import { hashFile } from '../verify/hash-file.ts'
import type { UnseenResult } from './results.ts'

export interface LookDependencies {
  readonly images: Pick<BackgroundImages, 'whenQuiet' | 'keepThumbnails' | 'measureChange'>
  readonly metadata: Pick<MetadataFiles, 'readWords'>
  readonly log: { warn(message: string, details?: unknown): void }
}

export interface Look {
  readonly changed: number | null
  readonly words: string | null
}

type Kept = 'kept' | 'impossible' | 'later'

/** About the content, which stays what it is. */
const impossible: ReadonlySet<ErrorCode> = new Set([
  'picture-unreadable',
  'picture-refused',
  'picture-too-large',
  'source-changed',
])
/** About the moment: a drive is away, the machine is busy. */
const later: ReadonlySet<ErrorCode> = new Set(['file-missing', 'file-unreadable', 'picture-timeout', 'worker-failed'])

/**
 * Keeps the thumbnails of a result and its source, reads the words of the source and measures the change, a step at a
 * time and only while nobody waits for a picture. null: not everything could be done now, and should be tried again.
 * Throws what is about the library or this process: `disk-full`, `output-unwritable`, `cancelled`.
 */
export async function lookAt(
  dependencies: LookDependencies,
  result: UnseenResult,
  signal: AbortSignal,
): Promise<Look | null> {
  const { images } = dependencies
  const { source } = result
  const ofResult = await keep(dependencies, result, signal)
  const ofSource = await keep(dependencies, source, signal)
  if (ofResult === 'later' || ofSource === 'later') return null
  const words = source.isRead ? null : await readWords(dependencies, source, signal)
  if (ofResult === 'impossible' || ofSource === 'impossible') return { changed: null, words }
  return { changed: await images.measureChange(source.sha256, result.sha256, signal), words }
}

async function keep(
  { images }: LookDependencies,
  { path, sha256 }: { readonly path: string; readonly sha256: string },
  signal: AbortSignal,
): Promise<Kept> {
  if (!isContentHash(sha256)) return 'impossible'
  try {
    await images.keepThumbnails(path, sha256, signal)
    return 'kept'
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    if (impossible.has(thrown.code)) return 'impossible'
    if (later.has(thrown.code)) return 'later'
    throw thrown
  }
}

/** Never of a file that has come to hold another picture. Without ExifTool there are none, and the rest is done. */
async function readWords(
  { images, metadata, log }: LookDependencies,
  source: UnseenResult['source'],
  signal: AbortSignal,
): Promise<string | null> {
  await images.whenQuiet(signal)
  if (!(await isStill(source, signal))) return null
  try {
    return await unlessAborted(metadata.readWords(source.path), signal)
  } catch (thrown) {
    if (!(thrown instanceof AppError) || signal.aborted) throw thrown
    log.warn(`the words of ${source.path} cannot be read`, thrown)
    return null
  }
}

async function isStill(
  { path, bytes, modifiedMs, sha256 }: UnseenResult['source'],
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const facts = await stat(path)
    if (facts.size === bytes && facts.mtimeMs === modifiedMs) return true
    return facts.isFile() && (await hashFile(path, signal)) === sha256
  } catch (thrown) {
    if (signal.aborted || systemCode(thrown) === null) throw thrown
    return false
  }
}
