import { sha256, timeOrderedId } from '../identifiers.ts'
import { isLoopback } from '../loopback.ts'
import { pictureKind } from '../picture-kind.ts'
import { settingsOf, type ActiveScenarios } from '../scenario.ts'
import type { RunflowContext } from './context.ts'
import { invalid } from './errors.ts'
import { readReference, reference } from './links.ts'
import type { PictureForm, RunflowModel } from './models.ts'
import type { StoredInput } from './rows.ts'

/** The input with every picture stored and named by reference; refuses with 422 what cannot be had. */
export async function storePictures(
  input: StoredInput,
  model: RunflowModel,
  { context, active }: { context: RunflowContext; active: ActiveScenarios },
): Promise<StoredInput> {
  const stored: Record<string, unknown> = { ...input }
  const isInlineRefused = settingsOf(active, 'runflow-dialect').inlineData === 'refused'
  for (const [field, form] of Object.entries(model.pictures)) {
    const value = input[field]
    if (typeof value === 'string') stored[field] = await resolve(value, field, form)
    if (Array.isArray(value)) {
      stored[field] = await Promise.all(value.map((one, index) => resolve(String(one), `${field}.${index}`, form)))
    }
  }
  return stored

  async function resolve(value: string, field: string, form: PictureForm): Promise<string> {
    const name = `input.${field}`
    if (/^https?:/i.test(value)) return resolveLink(value, name, context)
    const base64 = inlinePicture(value, form)
    if (base64 === null || isInlineRefused) throw invalid(name, refusals[form])
    return keepInline(base64, name, context)
  }
}

/** The bytes behind a stored picture's reference. */
export async function loadReference(text: string, { store, tables }: RunflowContext): Promise<Buffer> {
  const found = readReference(text)
  const row = found && (found.stored === 'asset' ? tables.assets : tables.outputs).get(found.id)
  if (!row?.file) throw new Error(`No stored picture ${text}`)
  return store.loadFile(row.file)
}

const refusals: Readonly<Record<PictureForm, string>> = {
  url: 'Must use HTTP(S)',
  'url-or-data-uri': 'Must use HTTP(S) or data URI',
  'url-or-base64': 'Must use HTTP(S) or base64',
}

function resolveLink(value: string, name: string, { signer, tables }: RunflowContext): string {
  const url = URL.parse(value)
  const match = /^\/files\/(asset|output)s\/([\w-]+)$/.exec(url?.pathname ?? '')
  const stored = match?.[1] === 'output' ? 'output' : 'asset'
  const id = match?.[2] ?? ''
  const isKnown = stored === 'asset' ? tables.assets.get(id)?.confirmedAtMs : tables.outputs.get(id)
  if (url === null || !isLoopback(url) || !isKnown) {
    throw invalid(name, 'Not reachable: practice mode knows the pictures uploaded to it and its own results')
  }
  const signature = signer.check('GET', url)
  if (signature !== 'good') throw invalid(name, `Not reachable: the link answers 403 (${signature} signature)`)
  return reference(stored, id)
}

function inlinePicture(value: string, form: PictureForm): string | null {
  if (form === 'url') return null
  if (form === 'url-or-base64') return value
  return /^data:image\/[\w.+-]+;base64,(.*)$/s.exec(value)?.[1] ?? null
}

async function keepInline(base64: string, name: string, context: RunflowContext): Promise<string> {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) throw invalid(name, 'Not base64')
  const bytes = Buffer.from(base64, 'base64')
  const kind = pictureKind(bytes)
  if (!kind) throw invalid(name, 'Not a picture')
  const nowMs = context.clock.nowMs()
  const id = timeOrderedId(nowMs)
  context.tables.assets.put(id, {
    id,
    name: 'inline',
    mimeType: kind.mimeType,
    declaredBytes: bytes.length,
    createdAtMs: nowMs,
    folderId: null,
    file: await context.store.saveFile(bytes),
    bytes: bytes.length,
    sha256: sha256(bytes),
    confirmedAtMs: nowMs,
  })
  return reference('asset', id)
}
