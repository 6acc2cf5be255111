import { describe, expect, it } from 'vitest'
import { nanoUsd } from '../../../../shared/domain/money.ts'
import { sendJson } from '../../../support/loopback.ts'
import { context, failureOf } from '../support.ts'
import { startRunflow } from './runflow-support.ts'

const url = 'https://files.example/one.png?sig=1'
const image = { kind: 'url', url, flagged: false }

describe('a run', () => {
  it.each(['queued', 'dispatching', 'running', 'reticulating', 'Succeeded'])(
    'is working while it is %s',
    async (statusCode) => {
      expect(await poll({ status_code: statusCode })).toEqual({ kind: 'working', statusCode })
    },
  )

  it('is finished with pictures, cost, seed and request id', async () => {
    const output = { outputs: [{ type: 'image', url, width: 1 }], seed: 42, timing: null, nsfw_detected: false }
    expect(await poll({ status_code: 'succeeded', output, cost: '0.04', request_id: 'req-1' })).toEqual({
      kind: 'finished',
      result: {
        images: [image],
        cost: { amount: nanoUsd(40_000_000), source: 'service' },
        seed: 42,
        nsfwDetected: false,
        isPartial: false,
        requestId: 'req-1',
      },
    })
  })

  it('is finished with everything it does not say left open', async () => {
    const output = { outputs: [{ url }], seed: null, nsfw_detected: null }
    expect(await poll({ status_code: 'succeeded', output, cost: null })).toEqual({
      kind: 'finished',
      result: { images: [image], cost: null, seed: null, nsfwDetected: null, isPartial: false, requestId: null },
    })
  })

  it('flags every picture of a run that was flagged', async () => {
    const output = { outputs: [{ url }, { url: `${url}2` }], nsfw_detected: true }
    expect(await poll({ status_code: 'succeeded', output })).toMatchObject({
      result: { images: [{ flagged: true }, { flagged: true }], nsfwDetected: true },
    })
  })

  it('takes the older list of addresses where there are no outputs', async () => {
    expect(await poll({ status_code: 'succeeded', output: { image_urls: [url, null, 7] } })).toMatchObject({
      result: { images: [image] },
    })
  })

  it('takes the older list of addresses where the outputs have none', async () => {
    const output = { outputs: [{ type: 'image' }], image_urls: [url] }
    expect(await poll({ status_code: 'succeeded', output })).toMatchObject({ result: { images: [image] } })
  })

  it('takes only the pictures among its outputs', async () => {
    const outputs = [{ type: 'video', url: 'https://v' }, null, { type: 'image' }, { type: 'image', url }]
    expect(await poll({ status_code: 'succeeded', output: { outputs } })).toMatchObject({ result: { images: [image] } })
  })

  it.each([
    ['it says so', { status_code: 'partial_succeeded', output: { outputs: [{ url }] } }, true],
    [
      'there are fewer than asked for',
      { status_code: 'succeeded', input: { num_images: 2 }, output: { outputs: [{ url }] } },
      true,
    ],
    [
      'there are as many as asked for',
      { status_code: 'succeeded', input: { num_images: 1 }, output: { outputs: [{ url }] } },
      false,
    ],
  ])('is partial or not: %s', async (_, record, isPartial) => {
    expect(await poll(record)).toMatchObject({ kind: 'finished', result: { isPartial } })
  })

  it.each([null, {}, { outputs: [] }, { outputs: [{}] }, { image_urls: [] }])(
    'is finished without a picture but with its cost when it succeeded with %j',
    async (output) => {
      expect(await poll({ status_code: 'succeeded', output, cost: '0.04' })).toMatchObject({
        kind: 'finished',
        result: { images: [], cost: { amount: 40_000_000 }, isPartial: true },
      })
    },
  )

  it.each([
    [
      { failure_code: 'DISPATCH', failure_message: 'No worker.', failure_stage_code: 'dispatch' },
      'The run failed at stage “dispatch”: No worker.',
    ],
    [
      { failure_code: 'X', failure_message: 'Bad', failure_stage: 'preprocess' },
      'The run failed at stage “preprocess”: Bad.',
    ],
    [{ failure_code: 'ONLY_CODE' }, 'The run failed: ONLY_CODE.'],
    [{}, 'The run failed: no reason given.'],
  ])('has failed with its reason (%j)', async (record, message) => {
    expect(await poll({ status_code: 'failed', request_id: 'r', ...record })).toEqual({
      kind: 'failed',
      code: 'provider-failed',
      message,
      requestId: 'r',
    })
  })

  it('has failed on its input where the service says so', async () => {
    expect(await poll({ status_code: 'failed', failure_code: 'INPUT_VALIDATION_FAILED' })).toMatchObject({
      code: 'input-refused',
    })
  })

  it.each(['canceled', 'cancelled'])('is stopped when it is %s, with what was billed', async (statusCode) => {
    const amount = nanoUsd(10_000_000)
    expect(await poll({ status_code: statusCode, cost: '0.01' })).toEqual({
      kind: 'cancelled',
      cost: { amount, source: 'service' },
    })
    expect(await poll({ status_code: statusCode })).toEqual({ kind: 'cancelled', cost: null })
  })

  it.each([
    ['0.1234567891', 123_456_790],
    [0.04, 40_000_000],
    ['free', null],
    ['-1', null],
  ])('states its cost as %j', async (cost, amount) => {
    expect(await poll({ status_code: 'succeeded', output: { outputs: [{ url }] }, cost })).toMatchObject({
      result: { cost: amount === null ? null : { amount } },
    })
  })
})

describe('reading a run', () => {
  it('asks for new addresses only when told to', async () => {
    const server = await startRunflow((_, response) => sendJson(response, 200, { status_code: 'running' }))
    await server.provider.poll('run 1/2', { resign: false }, context())
    await server.provider.poll('run 1/2', { resign: true }, context())
    expect(server.calls()).toEqual(['GET /v1/runs/run%201%2F2', 'GET /v1/runs/run%201%2F2?add_signature=true'])
  })

  it.each([404, 410])('finds it missing with status %i', async (status) => {
    expect(await poll({ code: 'RUN_NOT_FOUND' }, status)).toEqual({ kind: 'missing' })
  })

  it.each([
    [400, 'busy', 'provider-unavailable'],
    [401, 'blocked', 'key-rejected'],
    [402, 'blocked', 'out-of-credits'],
    [403, 'blocked', 'not-permitted'],
    [409, 'busy', 'provider-unavailable'],
    [422, 'busy', 'provider-unavailable'],
    [429, 'busy', 'rate-limited'],
    [500, 'busy', 'provider-unavailable'],
    [302, 'busy', 'provider-unavailable'],
  ])('never ends a run: status %i is %s', async (status, kind, code) => {
    const server = await startRunflow((_, response) => sendJson(response, status, { message: 'no' }))
    const failure = await failureOf(server.provider.poll('run-1', { resign: false }, context()))
    expect(failure).toMatchObject({ kind, code })
  })

  it.each([
    ['a page', '<html></html>'],
    ['a record without a status', '{"id":"run-1"}'],
    ['a list', '[]'],
  ])('is asked again after %s', async (_, text) => {
    const server = await startRunflow((_request, response) => response.end(text))
    const failure = await failureOf(server.provider.poll('run-1', { resign: false }, context()))
    expect(failure).toMatchObject({ kind: 'busy', code: 'provider-unavailable' })
  })

  it('waits longer the longer a run takes, a fifth more or less', async () => {
    const middle = await startRunflow()
    expect([0, 29_999, 30_000, 119_999, 120_000, 9e9].map((waitedMs) => middle.provider.pollDelayMs(waitedMs))).toEqual(
      [2_000, 2_000, 4_000, 4_000, 8_000, 8_000],
    )
    const least = await startRunflow(undefined, { random: () => 0 })
    const most = await startRunflow(undefined, { random: () => 1 })
    expect([least.provider.pollDelayMs(0), most.provider.pollDelayMs(0)]).toEqual([1_600, 2_400])
  })
})

async function poll(record: Readonly<Record<string, unknown>>, status = 200) {
  const server = await startRunflow((_, response) => sendJson(response, status, { id: 'run-1', ...record }))
  return await server.provider.poll('run-1', { resign: false }, context())
}
