import { pictureFormats } from '../../shared/domain/picture.ts'
import type { Failure } from '../../shared/errors.ts'
import type { DroppedFile } from '../../shared/ipc/contract.ts'
import type { Result } from '../../shared/result.ts'
import { cannotBeRead } from './unreadable-files.ts'
import { postJson, postLastly, send } from './post.ts'
import { connectionLost } from './request.ts'
import { whileSending } from './while-sending.ts'

const atOnce = 3
const maxFileBytes = 512 * 1_048_576
const headBytes = 4_096
const namedInMessage = 3
const askedAtOnce = 200
/** A machine that slept, or a drive that had to start, breaks off what was on its way. */
const triesAgainMs = [1_000, 4_000]
/** The host looks closer at every other name; these only spare it the question. */
const pictureEnds = Object.values(pictureFormats).map(({ extension }) => `.${extension}`)

type Dropped = DroppedFile<File>
type Sent = 'sent' | 'too-large' | 'unreadable'

/**
 * Sends files to the browser host, a few at a time, and has it add what arrived, also where the rest cannot follow or
 * the page is left. What is there from an earlier time is not sent again. A file that cannot be sent stops no other; the
 * failure at the end names such files.
 */
export async function sendFiles(files: readonly Dropped[]): Promise<Result<void, Failure>> {
  if (files.length === 0) return { ok: true, value: undefined }
  const first = files.slice(0, askedAtOnce).map(asKnown)
  const begun = await postJson<Begun>('/import/begin', { files: files.length, first })
  if (!begun.ok) return begun
  const { id } = begun.value
  const end = (isCutOff: boolean) => postLastly<void>('/import/end', { id, isCutOff })
  return whileSending(
    async () => {
      const rest = begun.value.isGoingOn ? await withoutKnown(id, files) : files
      const sent = await sendAll(id, rest)
      const ended = await end(!sent.ok)
      if (!sent.ok) return sent
      return ended.ok ? describe(sent.value) : ended
    },
    () => void end(true),
  )
}

interface Begun {
  readonly id: string
  /** Some of the files are there from an earlier time. */
  readonly isGoingOn: boolean
}

/** Those that have to be sent. Where nobody answers, that is all of them: sending them will say so. */
async function withoutKnown(id: string, files: readonly Dropped[]): Promise<readonly Dropped[]> {
  const rest: Dropped[] = []
  for (let start = 0; start < files.length; start += askedAtOnce) {
    const some = files.slice(start, start + askedAtOnce)
    const known = await postJson<readonly boolean[]>('/import/know', { id, files: some.map(asKnown) })
    rest.push(...some.filter((_file, at) => !known.ok || known.value[at] !== true))
  }
  return rest
}

/** What a file is known by. */
function asKnown({ file, relativePath }: Dropped) {
  const { size: bytes } = file
  return { relativePath: harmless(relativePath), bytes, modifiedMs: timeOf(file), isHead: isHeadEnough(file) }
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
  for (const waitMs of [...triesAgainMs, null]) {
    const sent = await trySending(sending)
    if (sent.ok) return { ok: true, value: 'sent' }
    // A file that vanished fails in the same way as a host that vanished.
    if (!(await canRead(file))) return { ok: true, value: 'unreadable' }
    if (sent.error !== connectionLost || waitMs === null || sending.signal.aborted) return sent
    await new Promise((resolve) => setTimeout(resolve, waitMs))
    // Only the answer may have been lost.
    const [known] = await knownOf(sending)
    if (known === true) return { ok: true, value: 'sent' }
  }
  throw new Error('The last try ends the loop.')
}

async function trySending(sending: Sending): Promise<Result<unknown, Failure>> {
  const first = await sendPart(sending, isHeadEnough(sending.file.file) ? 'head' : 'whole')
  return first.ok && first.value.wantsWhole ? sendPart(sending, 'whole') : first
}

async function knownOf({ id, file }: Sending): Promise<readonly boolean[]> {
  const known = await postJson<readonly boolean[]>('/import/know', { id, files: [asKnown(file)] })
  return known.ok ? known.value : []
}

/** For most files whose names do not say picture, the first bytes do. */
function isHeadEnough(file: File): boolean {
  return file.size > headBytes && !hasPictureName(file)
}

function sendPart({ id, file: { file, relativePath }, signal }: Sending, part: 'head' | 'whole') {
  const query = new URLSearchParams({ id, path: harmless(relativePath), modified: String(timeOf(file)), part })
  const body = part === 'head' ? file.slice(0, headBytes) : file
  const headers = { 'Content-Type': 'application/octet-stream' }
  return send<{ wantsWhole: boolean }>(`/import/file?${query}`, { method: 'POST', headers, body, signal })
}

/** A clock that was wrong may have said a time before 1970. */
function timeOf({ lastModified }: File): number {
  return Math.max(0, lastModified)
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
