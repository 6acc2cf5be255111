import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, onTestFinished } from 'vitest'
import { createPracticeServers, type Practice } from '../../../electron/practice/practice.ts'
import type { PictureStrategy } from '../../../electron/providers/aimlapi/aimlapi-provider.ts'
import type {
  AttemptIdentity,
  CallContext,
  EditProvider,
  EditRequest,
  EditResult,
  ResultImage,
  RunOutcome,
} from '../../../electron/providers/provider.ts'
import { createProviders, type Providers } from '../../../electron/providers/registry.ts'
import type { ServiceId } from '../../../shared/models/model.ts'
import { negativePicture } from '../../support/practice-transform.ts'
import { attempt, editRequest, temporaryFolder, uploadFile } from './support.ts'

export interface PracticeBench {
  readonly practice: Practice
  readonly providers: Providers
  contextFor(service: ServiceId): CallContext
}

interface BenchOptions {
  readonly strategy?: PictureStrategy
  readonly callbackUrl?: string
}

/** Both practice services and the providers as the app makes them. */
export async function startPractice({ strategy, callbackUrl }: BenchOptions = {}): Promise<PracticeBench> {
  const practice = await createPracticeServers({ folder: null, delays: 'none', transform: negativePicture })
  onTestFinished(() => practice.close())
  const providers = createProviders(
    {
      runflow: { origin: practice.runflow.url, callbackUrl: callbackUrl ?? null },
      aimlapi: { origin: practice.aimlapi.url, strategy: strategy ?? 'auto' },
      callsPerSecond: null,
    },
    { images: { adjust: () => Promise.reject(new Error('not used here')) }, temporaryFolder: await temporaryFolder() },
  )
  onTestFinished(() => providers.close())
  const { signal } = new AbortController()
  return { practice, providers, contextFor: (service) => ({ apiKey: practice[service].key, signal }) }
}

export async function pictureRequest(modelId: string, more: Partial<EditRequest> = {}): Promise<EditRequest> {
  return await editRequest(modelId, { source: await picture('teal'), ...more })
}

export async function picture(colour: string) {
  const bytes = await sharp({ create: { width: 8, height: 6, channels: 3, background: colour } })
    .png()
    .toBuffer()
  return await uploadFile(bytes)
}

export function attemptNamed(id: string): AttemptIdentity {
  return { ...attempt, id }
}

/** Reads a run until it has ended. */
export async function awaitEnd(provider: EditProvider, runId: string, context: CallContext): Promise<RunOutcome> {
  for (let polls = 0; polls < 100; polls += 1) {
    const outcome = await provider.poll(runId, { resign: false }, context)
    if (outcome.kind !== 'working') return outcome
  }
  throw new Error('The run never ended')
}

export function resultOf(outcome: { kind: string; result?: EditResult }): EditResult {
  expect(outcome.kind).toBe('finished')
  return outcome.result!
}

/** Fetches a result and looks at it: the written file is what was said, and it is a picture. */
export async function fetchPicture(provider: EditProvider, image: ResultImage, context: CallContext) {
  const target = join(await temporaryFolder(), 'result')
  const written = await provider.fetchImage(image, target, context)
  const bytes = await readFile(target)
  expect(written).toEqual({ bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
  const { width, height, format } = await sharp(bytes).metadata()
  return { width, height, format }
}
