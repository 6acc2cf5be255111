import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import {
  CallFailure,
  type CallFailureKind,
  type EditProvider,
  type EditResult,
  type LookUpOutcome,
  type ResultImage,
  type RunOutcome,
  type SubmitOutcome,
  type WireRequest,
} from '../../electron/providers/provider.ts'
import { nanoUsd } from '../../shared/domain/money.ts'
import type { ErrorCode } from '../../shared/errors.ts'

type Scripted<T> = (T | CallFailure | Error)[]

/** A service that answers from lists; an empty list means the friendliest answer. Counts what it was sent. */
export interface FakeProvider extends EditProvider {
  readonly submitted: WireRequest[]
  readonly answers: {
    build: Scripted<null>
    submit: Scripted<SubmitOutcome>
    poll: Scripted<RunOutcome>
    lookUp: Scripted<LookUpOutcome>
    fetch: Scripted<string | null>
  }
}

export function failure(kind: CallFailureKind, code: ErrorCode, retryAfterMs: number | null = null): CallFailure {
  return new CallFailure(kind, { code, message: `The service said ${code}.`, retryAfterMs })
}

export function buildResult(result: Partial<EditResult> = {}): EditResult {
  return {
    images: [{ kind: 'url', url: 'https://files.example/1.png', flagged: false }],
    cost: { amount: nanoUsd(40_000_000), source: 'service' },
    seed: null,
    nsfwDetected: null,
    isPartial: false,
    requestId: null,
    ...result,
  }
}

export function createFakeProvider(
  options: Partial<Pick<EditProvider, 'canResend' | 'lookUpWaitsMs'>> = {},
): FakeProvider {
  const answers: FakeProvider['answers'] = { build: [], submit: [], poll: [], lookUp: [], fetch: [] }
  const submitted: WireRequest[] = []
  return {
    id: 'runflow',
    canResend: options.canResend ?? true,
    lookUpWaitsMs: options.lookUpWaitsMs ?? [0],
    submitted,
    answers,
    build: async ({ source, prompt }) => {
      take(answers.build, null)
      const body = JSON.stringify({ prompt, source: await readFile(source.path, 'utf8') })
      return { path: '/runs', body, bodySha256: createHash('sha256').update(body).digest('hex') }
    },
    submit: (wire) => {
      submitted.push(wire)
      const runId = `run-${submitted.length}`
      return settle(() => take(answers.submit, { kind: 'accepted', runId, requestId: null }))
    },
    poll: () => settle(() => take(answers.poll, { kind: 'finished', result: buildResult() })),
    pollDelayMs: () => 2_000,
    lookUp: () => settle(() => take(answers.lookUp, { kind: 'absent', isProof: true })),
    fetchImage: async (image, target) => fetchImage(take(answers.fetch, null) ?? (await contentOf(image)), target),
  }
}

async function contentOf(image: ResultImage): Promise<string> {
  if (image.kind === 'base64') throw new Error('A result inside a reply is put on disk before it is fetched')
  return image.kind === 'url' ? `picture at ${image.url}` : readFile(image.path, 'utf8')
}

async function fetchImage(content: string, target: string) {
  await writeFile(target, content, { flag: 'wx' })
  return { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }
}

function take<T>(list: Scripted<T>, fallback: T): T {
  const next = list.shift()
  if (next instanceof Error) throw next
  return next === undefined ? fallback : next
}

async function settle<T>(work: () => T): Promise<T> {
  await Promise.resolve()
  return work()
}
