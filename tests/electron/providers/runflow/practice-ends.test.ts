import { EventEmitter, once } from 'node:events'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { RunflowScenario } from '../../../../electron/practice/scenario.ts'
import { startCallbackListener } from '../../../../electron/providers/runflow/callback-listener.ts'
import { startLoopback } from '../../../support/loopback.ts'
import { awaitEnd, fetchPicture, pictureRequest, resultOf, startPractice } from '../practice-support.ts'
import { attempt, failureOf } from '../support.ts'
import { reve, startRunflowBench } from './practice-bench.ts'

describe('the end of a run', () => {
  it.each<[RunflowScenario, object]>([
    [
      { kind: 'run', end: 'failed', failureMessage: 'No luck' },
      { kind: 'failed', code: 'provider-failed' },
    ],
    [
      { kind: 'run', end: 'failed', failureStageField: 'failure_stage', failureCode: 'INPUT_VALIDATION_FAILED' },
      { kind: 'failed', code: 'input-refused' },
    ],
    [
      { kind: 'run', end: 'canceled', isBilled: true },
      { kind: 'cancelled', cost: { amount: 40_000_000 } },
    ],
    [{ kind: 'run', end: 'cancelled' }, { kind: 'cancelled' }],
    [
      { kind: 'run', nsfw: true },
      { kind: 'finished', result: { nsfwDetected: true, images: [{ flagged: true }] } },
    ],
    [
      { kind: 'run', nsfw: null },
      { kind: 'finished', result: { nsfwDetected: null, images: [{ flagged: false }] } },
    ],
    [
      { kind: 'run', outputs: 'image_urls' },
      { kind: 'finished', result: { images: [{ kind: 'url' }] } },
    ],
    [
      { kind: 'run', outputs: 'none' },
      { kind: 'finished', result: { images: [], cost: { amount: 40_000_000 } } },
    ],
    [
      { kind: 'run', workingPolls: 3, workingStatus: 'pondering' },
      { kind: 'finished', result: { isPartial: false } },
    ],
  ])('is understood: %j', async (scenario, expected) => {
    const bench = await startRunflowBench()
    bench.practice.scenario.runflow.next('submit', scenario)
    expect(await bench.run()).toMatchObject(expected)
  })

  it('may be a part of what was asked for', async () => {
    const bench = await startRunflowBench()
    bench.practice.scenario.runflow.next('submit', { kind: 'run', end: 'partial_succeeded' })
    const result = resultOf(await bench.run({ parameters: { num_images: 3 } }))
    expect(result).toMatchObject({ isPartial: true, images: [{}, {}] })
  })

  it.each<RunflowScenario>([
    { kind: 'drop' },
    { kind: 'cut' },
    { kind: 'gzip-bomb', megabytes: 4 },
    { kind: 'status', status: 200, body: 'html' },
    { kind: 'status', status: 500, body: 'text' },
    { kind: 'status', status: 429, retryAfterS: 7, hasRateLimitHeaders: true },
    { kind: 'redirect', location: 'http://127.0.0.1:1/' },
  ])('is not touched by a read that fails (%j)', async (fault) => {
    const bench = await startRunflowBench()
    const runId = await bench.submit(await bench.wire())
    bench.practice.scenario.runflow.next('poll', fault)
    const failure = await failureOf(bench.provider.poll(runId, { resign: false }, bench.context))
    expect(failure.kind).toBe('busy')
    resultOf(await awaitEnd(bench.provider, runId, bench.context))
  })
})

describe('a wait that is asked for', () => {
  it.each([
    ['seconds', 7_000],
    ['date', 7_000],
  ] as const)('is read as %s', async (retryAfterAs, waitMs) => {
    const bench = await startRunflowBench()
    bench.practice.scenario.runflow.next('submit', { kind: 'status', status: 429, retryAfterS: 7, retryAfterAs })
    const failure = await failureOf(bench.provider.submit(await bench.wire(), attempt, bench.context))
    expect(failure.kind).toBe('busy')
    expect(failure.retryAfterMs).toBeGreaterThan(waitMs - 1_100)
    expect(failure.retryAfterMs).toBeLessThanOrEqual(waitMs)
  })
})

describe('results and uploads', () => {
  it('are fetched by a new address when the old one is spent', async () => {
    const bench = await startRunflowBench()
    const runId = await bench.submit(await bench.wire())
    const [stale] = resultOf(await awaitEnd(bench.provider, runId, bench.context)).images
    bench.practice.scenario.runflow.next('download', { kind: 'status', status: 403 })
    expect(await failureOf(fetchPicture(bench.provider, stale!, bench.context))).toMatchObject({
      kind: 'refused',
      code: 'result-lost',
    })
    const again = await bench.provider.poll(runId, { resign: true }, bench.context)
    const [fresh] = resultOf(again).images
    expect(await fetchPicture(bench.provider, fresh!, bench.context)).toMatchObject({ format: 'png' })
  })

  it('are fetched whatever their content type says', async () => {
    const bench = await startRunflowBench()
    bench.practice.scenario.runflow.always('download', { kind: 'content-type', value: 'text/html' })
    const [image] = resultOf(await bench.run()).images
    expect(await fetchPicture(bench.provider, image!, bench.context)).toMatchObject({ format: 'png' })
  })

  it('begin with a new session when the old one is spent', async () => {
    const bench = await startRunflowBench()
    bench.practice.scenario.runflow.next('upload', { kind: 'status', status: 403 })
    const request = await pictureRequest(reve)
    expect(await failureOf(bench.provider.build(request, attempt, bench.context))).toMatchObject({ kind: 'busy' })
    const wire = await bench.provider.build(request, attempt, bench.context)
    resultOf(await awaitEnd(bench.provider, await bench.submit(wire), bench.context))
  })
})

describe('the account', () => {
  it.each(['decimal', 'cents'] as const)('tells the balance in %s', async (balance) => {
    const { practice, providers, contextFor } = await startPractice()
    practice.scenario.runflow.always('balance', { kind: 'runflow-dialect', balance })
    expect(await providers.account('runflow').balance(contextFor('runflow'))).toMatchObject({ amount: 25_000_000_000 })
  })

  it('tells good keys from bad ones', async () => {
    const { providers, contextFor } = await startPractice()
    await providers.account('runflow').testKey(contextFor('runflow'))
    const bad = { ...contextFor('runflow'), apiKey: 'rfk_wrong' }
    expect(await failureOf(providers.account('runflow').testKey(bad))).toMatchObject({
      kind: 'blocked',
      code: 'key-rejected',
    })
  })

  it('is said to be empty when it is', async () => {
    const bench = await startRunflowBench()
    bench.practice.scenario.runflow.next('submit', { kind: 'status', status: 402 })
    bench.practice.scenario.runflow.always('any', { kind: 'runflow-dialect', errors: 'nested' })
    const failure = await failureOf(bench.provider.submit(await bench.wire(), attempt, bench.context))
    expect(failure).toMatchObject({ kind: 'blocked', code: 'out-of-credits' })
    expect(failure.message).toContain('no credit left')
  })
})

it('hears of the end of a run by a signed callback', async () => {
  const heard = new EventEmitter()
  // The address must be known before the secret is: a tunnel in front of the listener.
  let forward = ''
  const tunnel = await startLoopback(async ({ headers, body }, response) => {
    const signature = String(headers['runflow-signature'])
    const { status } = await fetch(forward, {
      method: 'POST',
      headers: { 'runflow-signature': signature },
      body: new Uint8Array(body),
    })
    response.writeHead(status).end()
  })
  const bench = await startRunflowBench({ callbackUrl: `${tunnel.origin}/hook` })
  const secrets = [bench.practice.runflow.callbackSecret]
  const listener = await startCallbackListener({ secrets, port: 0, onRun: (runId) => heard.emit('run', runId) })
  onTestFinished(() => listener.close())
  forward = listener.url
  const told = once(heard, 'run')
  const runId = await bench.submit(await bench.wire())
  expect(await told).toEqual([runId])
})
