import { describe, expect, it } from 'vitest'
import type { AimlapiScenario } from '../../../../electron/practice/scenario.ts'
import type { SubmitOutcome } from '../../../../electron/providers/provider.ts'
import { attemptNamed, fetchPicture, pictureRequest, resultOf, startPractice } from '../practice-support.ts'
import { attempt, failureOf } from '../support.ts'

const model = 'aimlapi/reve/edit-image'
const price = 105_000_000

describe('the whole way of an edit', () => {
  it.each<[string, boolean | undefined, AimlapiScenario[]]>([
    ['by link', undefined, []],
    ['in the reply', false, []],
    ['in the reply as a data URI', false, [{ kind: 'aimlapi-dialect', base64As: 'data-uri' }]],
    [
      'from the older service',
      true,
      [{ kind: 'aimlapi-dialect', status: 201, usage: 'tokens_used', costHeaders: false }],
    ],
    ['from the newer service', true, [{ kind: 'aimlapi-dialect', usage: 'usd_spent', costHeaders: false }]],
  ])('goes from the picture to the file %s', async (_, convert, scenarios) => {
    const bench = await startBench()
    bench.practice.scenario.aimlapi.always('submit', scenarios)
    const parameters = convert === undefined ? {} : { convert_base64_to_url: convert }
    const result = resultOf(await bench.edit({ parameters }))
    expect(result).toMatchObject({ cost: { amount: price, source: 'service' }, nsfwDetected: false, images: [{}] })
    expect(await fetchPicture(bench.provider, result.images[0]!, bench.context)).toEqual({
      width: 8,
      height: 6,
      format: 'png',
    })
    const { aimlapi, problems } = await bench.practice.inspect()
    expect(aimlapi).toMatchObject({
      charges: 1,
      charged: price,
      paid: [{ clientRequestId: attempt.id, id: result.requestId }],
    })
    for (const { kind, authorization } of aimlapi.requests)
      expect(authorization).toBe(kind === 'download' ? 'none' : 'right')
    expect(problems).toEqual([])
  })

  it('leaves the cost open where the service does not say', async () => {
    const bench = await startBench()
    bench.practice.scenario.aimlapi.always('submit', { kind: 'aimlapi-dialect', usage: 'none', costHeaders: false })
    expect(resultOf(await bench.edit()).cost).toBeNull()
  })

  it('keeps a flagged picture, and goes without one where none is given', async () => {
    const bench = await startBench()
    bench.practice.scenario.aimlapi.next('submit', { kind: 'generation', contentViolation: 'with-image' })
    expect(resultOf(await bench.edit())).toMatchObject({ nsfwDetected: true, images: [{ kind: 'url', flagged: true }] })
    bench.practice.scenario.aimlapi.next('submit', { kind: 'generation', contentViolation: 'without-image' })
    expect(resultOf(await bench.edit())).toMatchObject({ nsfwDetected: true, images: [], cost: { amount: price } })
  })

  it('never sends a second paid request, whatever goes wrong with the first', async () => {
    const faults: AimlapiScenario[] = [
      { kind: 'drop' },
      { kind: 'drop', when: 'after' },
      { kind: 'cut' },
      { kind: 'redirect', status: 308, location: 'http://127.0.0.1:1/' },
      ...[400, 401, 403, 404, 421, 429, 500, 502, 503, 504].map((status) => ({ kind: 'status', status }) as const),
      ...(['html', 'text', 'empty'] as const).map((body) => ({ kind: 'status', status: 200, body }) as const),
    ]
    const bench = await startBench()
    const wire = await bench.wire()
    for (const [number, fault] of faults.entries()) {
      bench.practice.scenario.aimlapi.next('submit', fault)
      await failureOf(bench.provider.submit(wire, attemptNamed(`attempt-${number}`), bench.context))
      expect(await bench.submits()).toBe(number + 1)
    }
  })
})

describe('a request without an answer', () => {
  it('is found billed in the log when it was', async () => {
    const bench = await startBench()
    bench.practice.scenario.aimlapi.next('submit', { kind: 'drop', when: 'after' })
    expect(await failureOf(bench.edit())).toMatchObject({ kind: 'unanswered', code: 'outcome-unknown' })
    expect(await bench.provider.lookUp(attempt, bench.context)).toEqual({
      kind: 'billed',
      cost: { amount: price, source: 'service' },
    })
    expect(await bench.submits()).toBe(1)
  })

  it('is found on a later page of the log', async () => {
    const bench = await startBench()
    bench.practice.scenario.aimlapi.next('submit', { kind: 'drop', when: 'after' })
    const wire = await bench.wire()
    await failureOf(bench.provider.submit(wire, attempt, bench.context))
    for (let number = 0; number < 120; number += 1) {
      await bench.provider.submit(wire, attemptNamed(`later-${number}`), bench.context)
    }
    const identity = { ...attempt, startedAtMs: Date.now() }
    expect(await bench.provider.lookUp(identity, bench.context)).toMatchObject({ kind: 'billed' })
  })

  it('is only not found when it never arrived', async () => {
    const bench = await startBench()
    bench.practice.scenario.aimlapi.next('submit', { kind: 'drop', when: 'before' })
    expect(await failureOf(bench.edit())).toMatchObject({ kind: 'unanswered' })
    expect(await bench.provider.lookUp(attempt, bench.context)).toEqual({ kind: 'absent', isProof: false })
  })
})

describe('a refusal', () => {
  it.each<[AimlapiScenario, string, string]>([
    [{ kind: 'status', status: 401 }, 'blocked', 'key-rejected'],
    [{ kind: 'status', status: 403 }, 'blocked', 'out-of-credits'],
    [{ kind: 'status', status: 403, message: 'This key lacks model:image.' }, 'blocked', 'not-permitted'],
    [{ kind: 'status', status: 404 }, 'refused', 'input-refused'],
    [{ kind: 'status', status: 429 }, 'busy', 'rate-limited'],
    [{ kind: 'status', status: 500 }, 'busy', 'provider-unavailable'],
    [{ kind: 'status', status: 503, body: 'html' }, 'busy', 'provider-unavailable'],
    [{ kind: 'status', status: 504 }, 'busy', 'provider-unavailable'],
    [{ kind: 'status', status: 504, body: 'text' }, 'busy', 'provider-unavailable'],
    [{ kind: 'status', status: 504, body: 'html' }, 'unanswered', 'outcome-unknown'],
  ])('%j is %s with %s', async (...[scenario, kind, code]) => {
    const bench = await startBench()
    bench.practice.scenario.aimlapi.always('submit', [scenario, { kind: 'aimlapi-dialect', statusCodeAs: 'string' }])
    expect(await failureOf(bench.edit())).toMatchObject({ kind, code })
  })

  it('of data URIs ends their use until a restart', async () => {
    const bench = await startBench()
    bench.practice.scenario.aimlapi.always('submit', { kind: 'aimlapi-dialect', dataUri: 'refused' })
    const first = await failureOf(bench.edit())
    const second = await failureOf(bench.edit())
    expect([first.kind, second.kind]).toEqual(['refused', 'refused'])
    expect(first.message).toContain('public link')
    expect(second.message).toContain('public link')
    expect(await bench.submits()).toBe(1)
  })
})

it('tells balance, key and live price', async () => {
  const { practice, providers, contextFor } = await startPractice()
  const account = providers.account('aimlapi')
  const context = contextFor('aimlapi')
  expect(await account.balance(context)).toEqual({ service: 'aimlapi', amount: 25_000_000_000, note: null })
  await account.testKey(context)
  expect(await failureOf(account.testKey({ ...context, apiKey: 'wrong' }))).toMatchObject({ code: 'key-rejected' })
  practice.scenario.aimlapi.next('balance', { kind: 'gzip-bomb', megabytes: 4 })
  expect(await failureOf(account.balance(context))).toMatchObject({ kind: 'busy' })
})

async function startBench() {
  const bench = await startPractice()
  const provider = bench.providers.provider('aimlapi')
  const context = bench.contextFor('aimlapi')
  const wire = async (more: Parameters<typeof pictureRequest>[1] = {}) =>
    await provider.build(await pictureRequest(model, more), attempt, context)
  const edit = async (more: Parameters<typeof pictureRequest>[1] = {}): Promise<SubmitOutcome> =>
    await provider.submit(await wire(more), attempt, context)
  const submits = async (): Promise<number> =>
    (await bench.practice.inspect()).aimlapi.requests.filter(({ kind }) => kind === 'submit').length
  return { ...bench, provider, context, wire, edit, submits }
}
