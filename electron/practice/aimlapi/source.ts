import { Refused } from '../http/message.ts'
import { isLoopback } from '../loopback.ts'
import { pictureKind } from '../picture-kind.ts'
import { settingsOf, type ActiveScenarios } from '../scenario.ts'
import { invalid } from './errors.ts'

const fetchLimitMs = 10_000

/** The picture `image_url` stands for (AIML API §3): a data URI, or what a link to this machine answers. */
export async function loadSource(link: string, active: ActiveScenarios, signal: AbortSignal): Promise<Buffer> {
  const { dataUri, unreachablePicture } = settingsOf(active, 'aimlapi-dialect')
  const url = URL.parse(link)
  if (url?.protocol === 'http:' || url?.protocol === 'https:') {
    const bytes = await download(url, signal)
    if (bytes === null) throw unreachable(unreachablePicture ?? 400)
    return picture(bytes)
  }
  const base64 =
    dataUri === 'refused' ? undefined : /^data:image\/[\w.+-]+;base64,([A-Za-z0-9+/]+={0,2})$/.exec(link)?.[1]
  if (base64 === undefined) throw invalid('Body', ['image_url: Expected a URL, received something else'])
  return picture(Buffer.from(base64, 'base64'))
}

/** null when it cannot be had. Practice mode leaves this machine for nothing. */
async function download(url: URL, signal: AbortSignal): Promise<Buffer | null> {
  if (!isLoopback(url)) return null
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(fetchLimitMs)])
    const response = await fetch(url, { redirect: 'error', signal: limit })
    return response.ok ? Buffer.from(await response.arrayBuffer()) : null
  } catch {
    return null // Whatever went wrong, the service says one thing: it could not reach the picture.
  }
}

function unreachable(status: 400 | 500): Refused {
  if (status === 500) return new Refused({ status })
  return invalid('Body', ['image_url: Expected a reachable picture, received none'])
}

function picture(bytes: Buffer): Buffer {
  if (!pictureKind(bytes)) throw invalid('Body', ['image_url: Expected a picture, received something else'])
  return bytes
}
