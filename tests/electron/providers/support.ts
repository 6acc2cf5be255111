import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { createHttpClient, type HttpClient } from '../../../electron/providers/http.ts'
import { at } from '../../../electron/providers/json.ts'
import { noPace } from '../../../electron/providers/pace.ts'
import {
  CallFailure,
  type AttemptIdentity,
  type CallContext,
  type EditRequest,
  type UploadFile,
  type WireRequest,
} from '../../../electron/providers/provider.ts'
import {
  createServiceApi,
  type ServiceApi,
  type ServiceApiDependencies,
} from '../../../electron/providers/service-api.ts'
import { findModel } from '../../../shared/models/catalogue.ts'

export const apiKey = 'key_CANARY_0123456789'

export function context(signal: AbortSignal = new AbortController().signal): CallContext {
  return { apiKey, signal }
}

export const attempt: AttemptIdentity = {
  id: '0b9d3f64-6a0e-4a51-9a43-0d5f7c1b2a10',
  batchId: 'batch-1',
  itemId: 'item-1',
}

export function testClient(): HttpClient {
  const http = createHttpClient()
  onTestFinished(() => http.close())
  return http
}

export function testApi(origin: string, more: Partial<ServiceApiDependencies> = {}): ServiceApi {
  return createServiceApi({ origin, isLocal: true, name: 'The service', http: testClient(), pace: noPace, ...more })
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lightbench-providers-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A prepared picture on disk; the providers never look inside. */
export async function uploadFile(content: string | Buffer, mimeType = 'image/png'): Promise<UploadFile> {
  const bytes = Buffer.from(content)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const path = join(await temporaryFolder(), 'prepared')
  await writeFile(path, bytes)
  return { path, sha256, bytes: bytes.length, mimeType }
}

export async function editRequest(modelId: string, more: Partial<EditRequest> = {}): Promise<EditRequest> {
  return {
    model: findModel(modelId),
    prompt: 'a clear “dusk” sky',
    parameters: {},
    source: more.source ?? (await uploadFile('source picture')),
    references: [],
    mask: null,
    ...more,
  }
}

/** The body of a paid request, and of it one field at a path. */
export function bodyOf({ body }: WireRequest, ...path: readonly string[]): unknown {
  return at(JSON.parse(body), ...path)
}

/** The `CallFailure` a call ends with. */
export async function failureOf(call: Promise<unknown>): Promise<CallFailure> {
  const thrown = await call.then(
    () => null,
    (error: unknown) => error,
  )
  expect(thrown).toBeInstanceOf(CallFailure)
  return thrown as CallFailure
}
