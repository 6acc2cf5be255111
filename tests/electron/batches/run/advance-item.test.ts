import { rmSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { buildResult, failure } from '../../../support/fake-provider.ts'
import { createTestRun, filesBelow } from '../../../support/test-run.ts'
import { nanoUsd } from '../../../../shared/domain/money.ts'

const price = nanoUsd(40_000_000)

it('sends a picture once, waits, and ends with one whole file and the real cost', async () => {
  const run = createTestRun()
  run.provider.answers.poll.push({ kind: 'working', statusCode: 'queued' }, { kind: 'working', statusCode: 'running' })
  await run.advance()
  expect(run.item().status).toBe('done')
  expect(run.provider.submitted).toHaveLength(1)
  expect(run.outputTexts()).toEqual(['picture at https://files.example/1.png'])
  expect(run.spend()).toEqual({ reserved: 0, charged: price })
  expect(filesBelow(run.workFolder)).toEqual([])
})

it('journals the request before it is sent', async () => {
  const run = createTestRun()
  const states: string[] = []
  const { submit } = run.provider
  run.context.provider.submit = (wire, attempt, call) => {
    states.push(run.attempt().state, run.attempt().id === attempt.id ? 'same id' : 'other id', run.attempt().body ?? '')
    return submit(wire, attempt, call)
  }
  await run.advance()
  expect(states).toEqual(['submitting', 'same id', run.provider.submitted[0]!.body])
})

it('costs nothing when the picture is broken', async () => {
  const run = createTestRun({ content: () => 'broken' })
  await run.advance()
  expect(run.item()).toMatchObject({ status: 'failed', failure: { code: 'picture-unreadable' } })
  expect(run.provider.submitted).toEqual([])
  expect(run.spend()).toEqual({ reserved: 0, charged: 0 })
})

it('fails an item the service refuses and gives its hold back', async () => {
  const run = createTestRun()
  run.provider.answers.submit.push(failure('refused', 'input-refused'))
  await run.advance()
  expect(run.item()).toMatchObject({ status: 'failed', failure: { code: 'input-refused' } })
  expect(run.spend()).toEqual({ reserved: 0, charged: 0 })
  expect(run.context.gate.isOpen).toBe(true)
})

it.each(['out-of-credits', 'key-rejected', 'not-permitted'] as const)(
  'parks the item and stops sending on %s',
  async (code) => {
    const run = createTestRun()
    run.provider.answers.submit.push(failure('blocked', code))
    await run.advance()
    expect(run.item()).toMatchObject({ status: 'parked', failure: { code } })
    expect(run.context.gate.reason?.code).toBe(code)
    expect(run.spend()).toEqual({ reserved: 0, charged: 0 })
  },
)

it('sends the same request under the same id again when the service was busy, after the time it asked for', async () => {
  const run = createTestRun()
  run.provider.answers.submit.push(failure('busy', 'rate-limited', 3_000), failure('busy', 'rate-limited'))
  await run.advance()
  expect(run.item().status).toBe('done')
  expect(new Set(run.provider.submitted.map(({ body }) => body)).size).toBe(1)
  expect(run.provider.submitted).toHaveLength(3)
  expect(run.attempt().number).toBe(1)
  expect(run.clock.waits[0]).toBeGreaterThanOrEqual(3_000)
})

it('gives up after four busy answers without anything charged', async () => {
  const run = createTestRun()
  run.provider.answers.submit.push(...Array.from({ length: 4 }, () => failure('busy', 'provider-unavailable')))
  await run.advance()
  expect(run.item()).toMatchObject({ status: 'failed', failure: { code: 'provider-unavailable' } })
  expect(run.provider.submitted).toHaveLength(4)
  expect(run.spend()).toEqual({ reserved: 0, charged: 0 })
})

it('keeps asking about a run while the service cannot be reached, and never sends it again', async () => {
  const run = createTestRun()
  run.provider.answers.poll.push(...Array.from({ length: 10 }, () => failure('busy', 'offline')))
  await run.advance()
  expect(run.item().status).toBe('done')
  expect(run.provider.submitted).toHaveLength(1)
})

it('fails an item whose run failed, without a charge', async () => {
  const run = createTestRun()
  run.provider.answers.poll.push({ kind: 'failed', code: 'provider-failed', message: 'Too dark.', requestId: null })
  await run.advance()
  expect(run.item()).toMatchObject({ status: 'failed', failure: { code: 'provider-failed', message: 'Too dark.' } })
  expect(run.spend()).toEqual({ reserved: 0, charged: 0 })
})

it('counts a run stopped at the service as spent unless its record says otherwise', async () => {
  const stopped = createTestRun()
  stopped.provider.answers.poll.push({ kind: 'cancelled', cost: null })
  await stopped.advance()
  expect(stopped.spend()).toEqual({ reserved: 0, charged: price })
  const free = createTestRun()
  free.provider.answers.poll.push({ kind: 'cancelled', cost: { amount: nanoUsd(0), source: 'service' } })
  await free.advance()
  expect(free.spend()).toEqual({ reserved: 0, charged: 0 })
})

it('asks for a fresh link once when a result link is dead', async () => {
  const run = createTestRun()
  run.provider.answers.fetch.push(failure('refused', 'result-lost'))
  const fresh = buildResult({ images: [{ kind: 'url', url: 'https://files.example/fresh.png', flagged: false }] })
  run.provider.answers.poll.push({ kind: 'finished', result: buildResult() }, { kind: 'finished', result: fresh })
  await run.advance()
  expect(run.item().status).toBe('done')
  expect(run.outputTexts()).toEqual(['picture at https://files.example/fresh.png'])
})

it('says that a paid result is lost when no link works, and keeps the charge once', async () => {
  const run = createTestRun()
  run.provider.answers.fetch.push(...Array.from({ length: 4 }, () => failure('refused', 'result-lost')))
  await run.advance()
  expect(run.item()).toMatchObject({ status: 'failed', failure: { code: 'result-lost' } })
  expect(run.attempt().state).toBe('lost')
  expect(run.spend()).toEqual({ reserved: 0, charged: price })
})

it('never publishes what does not decode: it is fetched again with patience, then kept aside', async () => {
  const thrice = createTestRun()
  thrice.provider.answers.fetch.push('broken', 'broken', 'broken')
  await thrice.advance()
  expect(thrice.item().status).toBe('done')
  expect(thrice.clock.waits).toEqual([1_000, 2_000])

  const always = createTestRun()
  always.provider.answers.fetch.push('broken', 'broken', 'broken', 'broken')
  await always.advance()
  expect(always.item()).toMatchObject({ status: 'failed', failure: { code: 'result-invalid' } })
  expect(always.outputTexts()).toEqual([])
  expect(filesBelow(`${always.folder}/recovery`)).toHaveLength(1)
})

it('makes every result of a request that asked for several', async () => {
  const run = createTestRun()
  const urls = ['1', '2', '3'].map(
    (name) => ({ kind: 'url', url: `https://files.example/${name}.png`, flagged: false }) as const,
  )
  run.provider.answers.poll.push({ kind: 'finished', result: buildResult({ images: urls }) })
  await run.advance()
  expect(run.item().status).toBe('done')
  expect(run.outputPaths()).toHaveLength(3)
  expect(new Set(run.outputTexts()).size).toBe(3)
})

it('refuses a picture that was changed after its quote', async () => {
  const run = createTestRun()
  const source = run.sources.get(run.item().sourceId)!
  run.sources.put(
    { path: source.path, bytes: 1, modifiedMs: 1 },
    { ...(await run.context.images.probe(source.path)), sha256: 'e'.repeat(64) },
  )
  run.database.run('UPDATE item SET source_id = (SELECT id FROM source WHERE sha256 = :sha256)', {
    sha256: 'e'.repeat(64),
  })
  writeFileSync(source.path, 'another picture')
  await run.advance()
  expect(run.item()).toMatchObject({ status: 'failed', failure: { code: 'source-changed' } })
  expect(run.provider.submitted).toEqual([])
})

it('parks on a cap without sending', async () => {
  const run = createTestRun()
  const capped = { ...run.context, caps: () => Promise.resolve({ batch: nanoUsd(1), day: null, month: null }) }
  await run.afterRestart(capped)
  expect(run.item()).toMatchObject({ status: 'parked', failure: { code: 'cap-reached' } })
  expect(run.provider.submitted).toEqual([])
})

it('keeps a paid result in the library when its folder cannot be written, and publishes it later without paying', async () => {
  const run = createTestRun()
  writeFileSync(run.context.batch.outputFolder, 'a file where the folder should be')
  const end = await run.run()
  expect(end).toMatchObject({ status: 'paused', pause: { code: 'output-unwritable' } })
  expect(run.item().status).toBe('parked')
  expect(filesBelow(`${run.folder}/recovery`)).toHaveLength(1)
  rmSync(run.context.batch.outputFolder)
  await run.afterRestart()
  expect(run.item().status).toBe('done')
  expect(run.provider.submitted).toHaveLength(1)
  expect(run.outputTexts()).toEqual(['picture at https://files.example/1.png'])
  expect(filesBelow(`${run.folder}/recovery`)).toEqual([])
})
