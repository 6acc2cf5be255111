import { expect, it } from 'vitest'
import type { Journal } from '../../../../electron/batches/journal/journal.ts'
import { runBatch } from '../../../../electron/batches/run/batch-runner.ts'
import { AppError } from '../../../../shared/errors.ts'
import { nanoUsd } from '../../../../shared/domain/money.ts'
import { createFakeProvider, failure } from '../../../support/fake-provider.ts'
import { createTestRun } from '../../../support/test-run.ts'

it('runs every item of a batch once', async () => {
  const run = createTestRun({ count: 200 })
  expect(await run.run()).toEqual({ status: 'done', pause: null })
  expect(run.provider.submitted).toHaveLength(200)
  expect(run.items.counts(run.context.batch.id)).toEqual({ done: 200 })
  expect(run.outputTexts()).toHaveLength(200)
})

it('goes on after single failures', async () => {
  const run = createTestRun({ count: 10, content: (position) => (position === 3 ? 'broken' : `picture ${position}`) })
  run.provider.answers.submit.push(failure('refused', 'content-refused'))
  expect(await run.run()).toEqual({ status: 'done', pause: null })
  expect(run.items.counts(run.context.batch.id)).toEqual({ done: 8, failed: 2 })
})

it('stops sending when the credit is used up, collects what runs, and goes on where it stopped', async () => {
  const run = createTestRun({ count: 30 })
  const { submit } = run.provider
  let sent = 0
  run.context.provider.submit = (wire, attempt, call) => {
    sent += 1
    return sent > 10 && sent < 20 ? Promise.reject(failure('blocked', 'out-of-credits')) : submit(wire, attempt, call)
  }
  const end = await run.run()
  expect(end).toMatchObject({ status: 'paused', pause: { code: 'out-of-credits' } })
  expect(run.items.counts(run.context.batch.id).done).toBe(10)
  sent = 100
  expect(await run.afterRestart()).toEqual({ status: 'done', pause: null })
  expect(run.provider.submitted).toHaveLength(30)
})

it('pauses when a service keeps failing instead of failing everything', async () => {
  const run = createTestRun({ count: 40 })
  run.context.provider.submit = () => Promise.reject(failure('busy', 'provider-unavailable'))
  const end = await run.run()
  expect(end.pause?.code).toBe('provider-unavailable')
  expect(run.items.counts(run.context.batch.id).failed).toBeLessThan(20)
})

it('stops sending while a drive has no room, collects what was sent, and goes on when there is room', async () => {
  const full = new AppError('disk-full', 'The drive has 3 MB left.')
  const provider = createFakeProvider()
  const requireRoom = () => (provider.submitted.length < 3 ? Promise.resolve() : Promise.reject(full))
  const run = createTestRun({ count: 8, provider, requireRoom })
  expect(await run.run()).toMatchObject({ status: 'paused', pause: { code: 'disk-full' } })
  const { length: sent } = provider.submitted
  expect(sent).toBeLessThan(8)
  expect(run.items.counts(run.context.batch.id)).toMatchObject({ done: sent })
  expect(await run.afterRestart({ requireRoom: () => Promise.resolve() })).toEqual({ status: 'done', pause: null })
  expect(run.provider.submitted).toHaveLength(8)
})

it('sends as many as a cap has room for, whatever the others hold at that moment', async () => {
  const run = createTestRun({ count: 12 })
  const capped = {
    ...run.context,
    caps: () => Promise.resolve({ batch: nanoUsd(200_000_000), day: null, month: null }),
  }
  await runBatch(capped, { mostAtOnce: 4, only: null })
  expect(run.spend()).toEqual({ reserved: 0, charged: 200_000_000 })
  expect(run.items.counts(run.context.batch.id).done).toBe(5)
})

const steps = ['begin', 'submitting', 'accepted', 'succeeded'] as const satisfies readonly (keyof Journal)[]

it.each(steps)('charges once when the process dies right after “%s”', async (step) => {
  const run = createTestRun({ count: 3 })
  const dead = new Error('killed')
  const { journal } = run.context
  const original = journal[step].bind(journal) as (...values: unknown[]) => unknown
  const dying = {
    ...journal,
    [step]: (...values: unknown[]) => {
      original(...values)
      run.leave.abort(dead)
      throw dead
    },
  }
  const { submit } = run.provider
  const accepted = new Set<string>()
  const remember: typeof submit = (wire, attempt, call) => {
    accepted.add(attempt.id)
    return submit(wire, attempt, call)
  }
  run.context.provider.submit = remember
  run.provider.lookUp = (attempt) =>
    Promise.resolve(accepted.has(attempt.id) ? { kind: 'found', runId: 'run-1' } : { kind: 'absent', isProof: true })
  const first = { ...run.context, journal: dying }
  await Promise.all(
    run.ids.map((id) =>
      import('../../../../electron/batches/run/advance-item.ts').then(({ advanceItem }) => advanceItem(first, id)),
    ),
  )
  expect(await run.afterRestart()).toEqual({ status: 'done', pause: null })
  expect(run.items.counts(run.context.batch.id)).toEqual({ done: 3 })
  expect(accepted.size).toBe(3)
  expect(run.spend()).toEqual({ reserved: 0, charged: 120_000_000 })
})
