import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { createPracticeServers } from '../../../../electron/practice/practice.ts'
import { startLoopback, type LoopbackServer } from '../../../support/loopback.ts'
import { negativePicture } from '../../../support/practice-transform.ts'
import { createManualClock } from '../manual-clock.ts'
import { createClient, startBench, submitReve, temporaryFolder } from '../bench.ts'

interface Receiver extends LoopbackServer {
  /** Resolves when so many callbacks have come in all. */
  until(count: number): Promise<void>
}

/** Answers callbacks with the given statuses, the last of them for ever. */
async function startReceiver(...statuses: number[]): Promise<Receiver> {
  const waiting: { count: number; resolve: () => void }[] = []
  const server = await startLoopback((_, response) => {
    response.writeHead(statuses[Math.min(server.seen.length, statuses.length) - 1] ?? 200).end()
    for (const { count, resolve } of waiting) if (server.seen.length >= count) resolve()
  })
  const until = (count: number): Promise<void> =>
    server.seen.length >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve }))
  return { ...server, until }
}

it('posts the end of a run, signed over its very bytes, with times that end in +00:00', async () => {
  const clock = createManualClock()
  const receiver = await startReceiver(200)
  const { practice, runflow } = await startBench({ clock })
  const callback_url = `${receiver.origin}/hook`
  const { text } = await submitReve(runflow, { callback_url, metadata: { job: '1' } })
  await receiver.until(1)
  const { headers, body } = receiver.seen[0]!
  const signature = createHmac('sha256', practice.runflow.callbackSecret).update(body).digest('hex')
  expect(headers).toMatchObject({ 'runflow-signature': signature, 'runflow-request-id': expect.any(String) as string })
  expect(JSON.parse(body.toString())).toMatchObject({
    event: 'run.completed',
    run_id: text('id'),
    status: 'succeeded',
    output: { outputs: [{ type: 'image' }] },
    duration_ms: 0,
    created_at: '2026-05-06T10:00:00.000+00:00',
    completed_at: '2026-05-06T10:00:00.000+00:00',
    metadata: { job: '1' },
  })
})

it.each([
  ['failed', 'run.failed', 'failed'],
  ['canceled', 'run.cancelled', 'cancelled'],
  ['partial_succeeded', 'run.partial_succeeded', 'partial_succeeded'],
] as const)('calls a run that %s %s', async (end, event, status) => {
  const receiver = await startReceiver(200)
  const { practice, runflow } = await startBench()
  practice.scenario.runflow.next('submit', { kind: 'run', end })
  await submitReve(runflow, { callback_url: receiver.origin })
  await receiver.until(1)
  expect(JSON.parse(receiver.seen[0]!.body.toString())).toMatchObject({ event, status })
})

it('tries three times, after 1 s and 2 s, and tells of every attempt', async () => {
  const clock = createManualClock()
  const receiver = await startReceiver(500, 503, 500)
  const { runflow } = await startBench({ clock })
  const { text } = await submitReve(runflow, { callback_url: receiver.origin })
  await receiver.until(1)
  await clock.untilWaitedFor()
  clock.advance(1_000)
  await receiver.until(2)
  await clock.untilWaitedFor()
  clock.advance(2_000)
  await receiver.until(3)
  let history = await runflow.get(`/v1/runs/${text('id')}/callback`)
  while (history.text('0.status_code') === 'pending') history = await runflow.get(`/v1/runs/${text('id')}/callback`)
  expect(history.body).toMatchObject([
    {
      run_id: text('id'),
      status_code: 'failed',
      is_automatic: true,
      attempt_count: 3,
      max_attempts: 3,
      failure_detail: 'Answered 500',
      attempts: [{ status_code: 500 }, { status_code: 503 }, { attempt_number: 3, status_code: 500 }],
    },
  ])
})

it('delivers again on request, and refuses where there is nowhere to deliver to', async () => {
  const receiver = await startReceiver(200)
  const { runflow } = await startBench()
  const { text } = await submitReve(runflow, { callback_url: receiver.origin })
  await receiver.until(1)
  const again = await runflow.post(`/v1/runs/${text('id')}/callback-redeliveries`, {})
  expect(again).toMatchObject({ status: 201, body: { is_automatic: false, run_id: text('id') } })
  await receiver.until(2)
  const silent = await submitReve(runflow)
  expect((await runflow.post(`/v1/runs/${silent.text('id')}/callback-redeliveries`, {})).status).toBe(422)
  expect((await runflow.post('/v1/runs/unknown/callback-redeliveries', {})).status).toBe(404)
})

it('calls nobody outside this machine', async () => {
  const clock = createManualClock()
  const { runflow } = await startBench({ clock })
  const { text } = await submitReve(runflow, { callback_url: 'https://hooks.example/run' })
  await clock.untilWaitedFor()
  const history = await runflow.get(`/v1/runs/${text('id')}/callback`)
  expect(history.text('0.attempts.0.error_message')).toContain('this machine only')
})

it('delivers after a restart what the last session did not', async () => {
  const folder = await temporaryFolder()
  const clock = createManualClock()
  const receiver = await startReceiver(500, 200)
  const first = await createPracticeServers({ folder, clock, delays: 'none', transform: negativePicture })
  await submitReve(createClient(first.runflow), { callback_url: receiver.origin })
  await receiver.until(1)
  await clock.untilWaitedFor()
  await first.close()

  await startBench({ folder, clock })
  await clock.untilWaitedFor()
  clock.advance(1_000)
  await receiver.until(2)
  expect(receiver.seen[1]!.body).toEqual(receiver.seen[0]!.body)
})

it('calls back after a restart although nobody reads the run', async () => {
  const folder = await temporaryFolder()
  const clock = createManualClock()
  const delay = { fromMs: 3_000, toMs: 3_000 }
  const options = { folder, clock, delays: { run: delay, generation: delay, postingMs: 0 }, transform: negativePicture }
  const receiver = await startReceiver(200)
  const first = await createPracticeServers(options)
  await submitReve(createClient(first.runflow), { callback_url: receiver.origin })
  await first.close()

  await startBench(options)
  await clock.untilWaitedFor()
  clock.advance(3_000)
  await receiver.until(1)
  expect(JSON.parse(receiver.seen[0]!.body.toString())).toMatchObject({ event: 'run.completed', duration_ms: 3_000 })
})
