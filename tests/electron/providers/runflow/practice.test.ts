import { describe, expect, it } from 'vitest'
import type { RunflowScenario } from '../../../../electron/practice/scenario.ts'
import { attemptNamed, awaitEnd, fetchPicture, picture, pictureRequest, resultOf } from '../practice-support.ts'
import { attempt, failureOf } from '../support.ts'
import { reve, startRunflowBench } from './practice-bench.ts'

describe('the whole way of an edit', () => {
  it.each([
    [reve, { output_format: 'webp' }, 'webp', 40_000_000],
    [
      'runflow/black-forest-labs/flux-1-dev/edit',
      { strength: 0.7, steps: 28, guidance: 3.5, seed: 42 },
      'jpeg',
      25_000_000,
    ],
    ['runflow/openai/gpt-image-2/edit', { quality: 'low', image_size: 'auto', num_images: 2 }, 'png', 266_000_000],
  ])('goes from upload to file with %s', async (...[model, parameters, format, price]) => {
    const bench = await startRunflowBench()
    const { provider, context, practice } = bench
    const wire = await provider.build(await pictureRequest(model, { parameters }), attempt, context)
    const result = resultOf(await awaitEnd(provider, await bench.submit(wire), context))
    expect(result).toMatchObject({ cost: { amount: price, source: 'service' }, isPartial: false, nsfwDetected: false })
    expect(result.images).toHaveLength(model.includes('gpt') ? 2 : 1)
    expect(result.seed).toBe(model.includes('flux') ? 42 : null)
    for (const image of result.images) {
      expect(await fetchPicture(provider, image, context)).toEqual({ width: 8, height: 6, format })
    }
    const { runflow, problems } = await practice.inspect()
    expect(runflow).toMatchObject({ charges: 1, charged: price })
    expect(runflow.paid).toMatchObject([
      { clientRef: attempt.id, idempotencyKey: attempt.id, bodySha256: wire.bodySha256 },
    ])
    expect(runflow.uploads).toMatchObject([{ name: 'picture.png', mimeType: 'image/png', isConfirmed: true }])
    expect(problems).toEqual([])
  })

  it('takes references and a mask', async () => {
    const bench = await startRunflowBench()
    const [source, mask, ...references] = await Promise.all(['teal', 'white', 'red', 'blue'].map(picture))
    const request = await pictureRequest('runflow/openai/gpt-image-2/edit', {
      source: source!,
      mask: mask!,
      references,
    })
    const wire = await bench.provider.build(request, attempt, bench.context)
    resultOf(await awaitEnd(bench.provider, await bench.submit(wire), bench.context))
    expect((await bench.practice.inspect()).runflow.uploads).toHaveLength(4)
  })

  it('keeps the key from storage and files', async () => {
    const bench = await startRunflowBench()
    const result = resultOf(await bench.run())
    await fetchPicture(bench.provider, result.images[0]!, bench.context)
    const { requests } = (await bench.practice.inspect()).runflow
    for (const { kind, authorization } of requests) expect(authorization).toBe(isFile(kind) ? 'none' : 'right')
    expect(requests.filter(({ kind }) => isFile(kind))).toHaveLength(2)
  })

  it('never sends a second paid request, whatever goes wrong with the first', async () => {
    const faults: RunflowScenario[] = [
      { kind: 'drop' },
      { kind: 'drop', when: 'after' },
      { kind: 'cut' },
      { kind: 'redirect', status: 307, location: 'http://127.0.0.1:1/' },
      { kind: 'redirect', status: 302, location: 'http://127.0.0.1:1/' },
      { kind: 'gzip-bomb', megabytes: 4 },
      ...[400, 401, 402, 403, 404, 409, 413, 421, 422, 429, 500, 502, 503, 504].map(
        (status) => ({ kind: 'status', status }) as const,
      ),
      ...(['html', 'text', 'empty'] as const).map((body) => ({ kind: 'status', status: 200, body }) as const),
    ]
    const bench = await startRunflowBench()
    const wire = await bench.wire()
    for (const [number, fault] of faults.entries()) {
      bench.practice.scenario.runflow.next('submit', fault)
      await failureOf(bench.provider.submit(wire, attemptNamed(`attempt-${number}`), bench.context))
      expect(await bench.submits()).toBe(number + 1)
    }
  })
})

describe('a request without an answer', () => {
  it.each<RunflowScenario>([
    { kind: 'drop', when: 'after' },
    { kind: 'status', status: 500, when: 'after' },
    { kind: 'status', status: 503, when: 'after', body: 'html' },
    { kind: 'cut' },
  ])('is found again by its reference and charged once (%j)', async (fault) => {
    const bench = await startRunflowBench()
    bench.practice.scenario.runflow.next('submit', fault)
    const failure = await failureOf(bench.provider.submit(await bench.wire(), attempt, bench.context))
    expect(failure).toMatchObject({ kind: 'unanswered', code: 'outcome-unknown' })
    const found = await bench.provider.lookUp(attempt, bench.context)
    expect(found.kind).toBe('found')
    const runId = found.kind === 'found' ? found.runId : ''
    resultOf(await awaitEnd(bench.provider, runId, bench.context))
    expect((await bench.practice.inspect()).runflow.charges).toBe(1)
    expect(await bench.submits()).toBe(1)
  })

  it('is proven absent when it never arrived, and may be sent again', async () => {
    const bench = await startRunflowBench()
    const wire = await bench.wire()
    bench.practice.scenario.runflow.next('submit', { kind: 'drop', when: 'before' })
    expect(await failureOf(bench.provider.submit(wire, attempt, bench.context))).toMatchObject({ kind: 'unanswered' })
    expect(await bench.provider.lookUp(attempt, bench.context)).toEqual({ kind: 'absent', isProof: true })
    resultOf(await awaitEnd(bench.provider, await bench.submit(wire), bench.context))
    expect((await bench.practice.inspect()).runflow.charges).toBe(1)
  })

  it('gives the same run when it is sent again under the same id', async () => {
    const bench = await startRunflowBench()
    const wire = await bench.wire()
    const [first, second] = [await bench.submit(wire), await bench.submit(wire)]
    expect(second).toBe(first)
    await awaitEnd(bench.provider, first, bench.context)
    expect((await bench.practice.inspect()).runflow.charges).toBe(1)
  })

  it('is left to a look-up when the id was used for another body', async () => {
    const bench = await startRunflowBench()
    await bench.submit(await bench.wire())
    const other = await bench.wire({ prompt: 'another wish' })
    expect(await failureOf(bench.provider.submit(other, attempt, bench.context))).toMatchObject({ kind: 'unanswered' })
  })

  it.each(['next', 'next_pq'] as const)('is found without the filter, on the third page by “%s”', async (cursors) => {
    const bench = await startRunflowBench()
    const { scenario } = bench.practice
    const runId = await bench.submit(await bench.wire())
    const later = Array.from({ length: 120 }, async (_, number) => {
      const request = await pictureRequest(reve)
      const wire = await bench.provider.build(request, attemptNamed(`later-${number}`), bench.context)
      await bench.provider.submit(wire, attemptNamed(`later-${number}`), bench.context)
    })
    await Promise.all(later)
    scenario.runflow.always('list', { kind: 'runflow-dialect', cursors })
    scenario.runflow.next('list', { kind: 'status', status: 422 })
    expect(await bench.provider.lookUp(attempt, bench.context)).toEqual({ kind: 'found', runId })
  })
})

function isFile(kind: string): boolean {
  return kind === 'upload' || kind === 'download'
}
