import { createHash } from 'node:crypto'
import { createRecent } from '../../pictures/recent.ts'
import { CallFailure, type CallContext, type UploadFile } from '../provider.ts'
import { unlessAborted } from '../unless-aborted.ts'
import { refreshAsset, uploadPicture, type SignedAsset, type UploadDependencies } from './upload-calls.ts'

export interface UploadsDependencies extends UploadDependencies {
  /** A clock that only goes forward. */
  readonly nowMs: () => number
}

export interface Uploads {
  /** A signed URL of the picture at the service, uploading it where this app run has not done so lately. */
  urlOf(file: UploadFile, context: CallContext): Promise<string>
}

interface KnownAsset extends SignedAsset {
  readonly signedAtMs: number
}

/** How long a signed URL lives is not published; anything under an hour is safe (Runflow §8). */
const freshMs = 5 * 60_000
/** What was not wanted for the longest is forgotten, and uploaded again if it is wanted after all. */
const mostKnown = 1_000

/** Pictures that are wanted several times are uploaded once, also when they are wanted at the same time. */
export function createUploads(dependencies: UploadsDependencies): Uploads {
  const { nowMs } = dependencies
  const assets = createRecent<KnownAsset>(mostKnown)
  const underWay = new Map<string, Promise<KnownAsset>>()
  return { urlOf }

  async function urlOf(file: UploadFile, context: CallContext): Promise<string> {
    const key = cacheKey(file, context)
    for (;;) {
      const known = assets.get(key)
      if (known && nowMs() - known.signedAtMs < freshMs) return known.url
      const asset = await shared(underWay.get(key) ?? begin(key, renew(known, file, context)), context.signal)
      if (asset) return asset.url
    }
  }

  function begin(key: string, renewal: Promise<KnownAsset>): Promise<KnownAsset> {
    const work = renewal
      .then((asset) => {
        assets.set(key, asset)
        return asset
      })
      .finally(() => underWay.delete(key))
    underWay.set(key, work)
    work.catch(() => undefined) // Everyone who waits for it hears of it; all of them may have left.
    return work
  }

  async function renew(known: KnownAsset | undefined, file: UploadFile, context: CallContext): Promise<KnownAsset> {
    const signedAtMs = nowMs()
    const refreshed = known ? await refreshAsset(dependencies, known.id, context) : null
    return { ...(refreshed ?? (await uploadPicture(dependencies, file, context))), signedAtMs }
  }
}

/** The outcome of an upload several items wait for; null when whoever began it stopped and it must begin again. */
async function shared(work: Promise<KnownAsset>, signal: AbortSignal): Promise<KnownAsset | null> {
  try {
    return await unlessAborted(work, signal)
  } catch (thrown) {
    if (signal.aborted) throw new CallFailure('busy', { code: 'cancelled', message: 'The upload was stopped.' })
    if (thrown instanceof CallFailure && thrown.code === 'cancelled') return null
    throw thrown
  }
}

/** Assets belong to the organisation of a key, and are found by content. The key itself is not kept. */
function cacheKey(file: UploadFile, { apiKey }: CallContext): string {
  return createHash('sha256').update(`${apiKey}\n${file.sha256}\n${file.mimeType}`).digest('hex')
}
