import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import sharp from 'sharp'
import { onTestFinished } from 'vitest'
import { createPracticeServers, type Practice, type PracticeOptions } from '../../../electron/practice/practice.ts'
import { negativePicture } from '../../support/practice-transform.ts'

type Fields = Readonly<Record<string, unknown>>

export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** JSON, or `{ text }` for anything else. */
  readonly body: unknown
  /** The value at a path such as `output.outputs.0.url`, as text. */
  text(path: string): string
}

export interface Client {
  readonly url: string
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  post(path: string, json: unknown, headers?: Record<string, string>): Promise<Answer>
}

export interface Bench {
  readonly practice: Practice
  readonly runflow: Client
  readonly aimlapi: Client
}

/** Practice services that close with the test; no delays, in memory and with a quick transform unless said otherwise. */
export async function startBench(options: Partial<PracticeOptions> = {}): Promise<Bench> {
  const practice = await createPracticeServers({ folder: null, delays: 'none', transform: negativePicture, ...options })
  onTestFinished(() => practice.close())
  return { practice, runflow: createClient(practice.runflow), aimlapi: createClient(practice.aimlapi) }
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'practice-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

export function createClient({ url, key }: { url: string; key: string }): Client {
  return {
    url,
    get: (path, headers) => ask(path, { headers: { authorization: `Bearer ${key}`, ...headers } }),
    post: (path, json, headers) =>
      ask(path, {
        method: 'POST',
        body: JSON.stringify(json),
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
      }),
  }

  async function ask(path: string, init: RequestInit): Promise<Answer> {
    // A kept connection would belong to the service before its restart, which has the same address.
    const headers = new Headers(init.headers)
    headers.set('connection', 'close')
    const response = await fetch(url + path, { redirect: 'manual', ...init, headers })
    const body = readJson(await response.text())
    return { status: response.status, headers: response.headers, body, text: (path) => String(valueAt(body, path)) }
  }
}

/** A small picture of one colour. */
export function buildPicture(format: 'png' | 'jpeg' | 'webp' | 'avif' = 'png'): Promise<Buffer> {
  return sharp({ create: { width: 24, height: 16, channels: 3, background: '#c04020' } })
    .toFormat(format)
    .toBuffer()
}

/** Uploads a picture in the three steps of Runflow §8 and returns its link. */
export async function upload(runflow: Client, bytes: Buffer, mimeType = 'image/png'): Promise<string> {
  const session = { filename: 'picture', mime_type: mimeType, size_bytes: bytes.length }
  const opened = await runflow.post('/v1/asset-uploads', session)
  await fetch(opened.text('upload_url'), {
    method: 'PUT',
    body: new Uint8Array(bytes),
    headers: { 'content-type': mimeType },
  })
  const confirmed = await runflow.post(`/v1/asset-uploads/${opened.text('asset_id')}/confirmations`, {})
  return confirmed.text('url')
}

export const revePath = '/v1/models/reve/edit/runs'

/** Submits a Reve edit of a fresh upload. */
export async function submitReve(
  runflow: Client,
  more: Fields = {},
  headers?: Record<string, string>,
): Promise<Answer> {
  const url = await upload(runflow, await buildPicture())
  return runflow.post(revePath, { input: { prompt: 'a warmer sky', image_url: url }, ...more }, headers)
}

export const generationPath = '/v1/images/generations'

export async function dataUri(): Promise<string> {
  return `data:image/png;base64,${(await buildPicture()).toString('base64')}`
}

/** Asks AIML API for a Reve edit of an inline picture. */
export async function generate(aimlapi: Client, more: Fields = {}, headers?: Record<string, string>): Promise<Answer> {
  const body = { model: 'reve/edit-image', prompt: 'a clear dusk sky', image_url: await dataUri(), ...more }
  return aimlapi.post(generationPath, body, headers)
}

/** Gives other work its turn until the check holds. */
export async function until(check: () => Promise<boolean>): Promise<void> {
  while (!(await check())) await setImmediate()
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return { text } // The service answered something else, which is for the test to judge.
  }
}

function valueAt(value: unknown, path: string): unknown {
  let found = value
  for (const name of path.split('.')) {
    if (typeof found !== 'object' || found === null) throw new Error(`Nothing at ${path}`)
    found = Reflect.get(found, name)
  }
  return found
}
