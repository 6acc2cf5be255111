import { pictureFormats } from '../../shared/domain/picture.ts'
import type { Failure } from '../../shared/errors.ts'
import type { DroppedFile } from '../../shared/ipc/contract.ts'
import type { Result } from '../../shared/result.ts'
import { cannotBeRead } from './unreadable-files.ts'
import { postJson, send } from './post.ts'

const atOnce = 3
const maxFileBytes = 512 * 1_048_576
const headBytes = 4_096
const namedInMessage = 3
/** The host looks closer at every other name; these only spare it the question. */
const pictureEnds = Object.values(pictureFormats).map(({ extension }) => `.${extension}`)

type Dropped = DroppedFile<File>
type Sent = 'sent' | 'too-large' | 'unreadable'

/**
 * Sends files to the browser host, a few at a time, and has it add what arrived. A file that cannot be sent stops no
 * other; the failure at the end names such files.
 */
export async function sendFiles(files: readonly Dropped[]): Promise<Result<void, Failure>> {
  if (files.length === 0) return { ok: true, value: undefined }
  const begun = await postJson<{ id: string }>('/import/begin', { files: files.length })
  if (!begun.ok) return begun
  const { id } = begun.value
  const sent = await sendAll(id, files)
  if (!sent.ok) return sent
  const ended = await postJson<void>('/import/end', { id })
  return ended.ok ? describe(sent.value) : ended
}

interface NotSent {
  readonly path: string
  readonly why: Exclude<Sent, 'sent'>
}

/** Resolves with the files that could not be sent; fails where no other can be sent either. */
async function sendAll(id: string, files: readonly Dropped[]): Promise<Result<readonly NotSent[], Failure>> {
  const waiting = files.values()
  const stop = new AbortController()
  const notSent: NotSent[] = []
  let failure: Failure | null = null
  const work = async (): Promise<void> => {
    for (const file of waiting) {
      if (failure !== null) return
      const sent = await sendFile({ id, file, signal: stop.signal })
      if (sent.ok && sent.value !== 'sent') notSent.push({ path: file.relativePath, why: sent.value })
      if (!sent.ok) {
        failure ??= sent.error
        stop.abort()
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return failure === null ? { ok: true, value: notSent } : { ok: false, error: failure }
}

interface Sending {
  readonly id: string
  readonly file: Dropped
  readonly signal: AbortSignal
}

async function sendFile(sending: Sending): Promise<Result<Sent, Failure>> {
  const { file } = sending.file
  if (cannotBeRead(file)) return { ok: true, value: 'unreadable' }
  if (file.size > maxFileBytes) return { ok: true, value: 'too-large' }
  const isHead = file.size > headBytes && !hasPictureName(file)
  const first = await sendPart(sending, isHead ? 'head' : 'whole')
  const last = first.ok && first.value.wantsWhole ? await sendPart(sending, 'whole') : first
  if (last.ok) return { ok: true, value: 'sent' }
  // A file that vanished fails in the same way as a host that vanished.
  return (await canRead(file)) ? last : { ok: true, value: 'unreadable' }
}

function sendPart({ id, file: { file, relativePath }, signal }: Sending, part: 'head' | 'whole') {
  const query = new URLSearchParams({ id, path: harmless(relativePath), modified: String(file.lastModified), part })
  const body = part === 'head' ? file.slice(0, headBytes) : file
  const headers = { 'Content-Type': 'application/octet-stream' }
  return send<{ wantsWhole: boolean }>(`/import/file?${query}`, { method: 'POST', headers, body, signal })
}

function hasPictureName({ name }: File): boolean {
  return pictureEnds.some((end) => name.toLowerCase().endsWith(end))
}

/** Names that one system takes and others do not. */
function harmless(relativePath: string): string {
  return relativePath.toWellFormed().replace(/[\p{Cc}\\]/gu, '_')
}

async function canRead(file: File): Promise<boolean> {
  const reader = file.stream().getReader()
  try {
    await reader.read()
    await reader.cancel()
    return true
  } catch {
    return false // Gone, changed since it was dropped, or not permitted.
  }
}

function describe(notSent: readonly NotSent[]): Result<void, Failure> {
  const [first] = notSent
  if (first === undefined) return { ok: true, value: undefined }
  const names = notSent.slice(0, namedInMessage).map(({ path }) => path)
  const list = `${names.join(', ')}${notSent.length > names.length ? ' …' : ''}`
  const reason = first.why === 'too-large' ? 'larger than 512 MB' : 'not readable'
  const isSame = notSent.every(({ why }) => why === first.why)
  const what = notSent.length === 1 ? 'One file was' : `${notSent.length} files were`
  const message = `${what} left out, ${isSame ? reason : 'larger than 512 MB or not readable'}: ${list}.`
  return { ok: false, error: { code: first.why === 'too-large' ? 'picture-too-large' : 'file-unreadable', message } }
}
