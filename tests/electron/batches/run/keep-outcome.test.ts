import { expect, it } from 'vitest'
import type { Journal } from '../../../../electron/batches/journal/journal.ts'
import { buildResult, createFakeProvider } from '../../../support/fake-provider.ts'
import { createTestRun, filesBelow } from '../../../support/test-run.ts'
import { AppError } from '../../../../shared/errors.ts'

const picture = Buffer.from('the whole picture').toString('base64')
const inline = buildResult({ images: [{ kind: 'base64', base64: picture, flagged: false }] })

/** A service that answers with the result itself and cannot be asked for it again. */
function createCallRun() {
  const run = createTestRun({ provider: createFakeProvider({ canResend: false }) })
  run.provider.answers.submit.push({ kind: 'finished', runId: null, result: inline })
  run.provider.answers.lookUp.push(...Array.from({ length: 9 }, () => ({ kind: 'billed', cost: null }) as const))
  return run
}

/** The journal, failing at `succeeded` so many times. */
function failing(journal: Journal, times: number): Journal {
  let left = times
  return {
    ...journal,
    succeeded: (...step) => {
      left -= 1
      if (left >= 0) throw new AppError('disk-full', 'The drive is full.')
      journal.succeeded(...step)
    },
  }
}

it('tries for minutes to write a paid answer down, sends nothing meanwhile, and then goes on with it', async () => {
  const run = createCallRun()
  const end = await run.afterRestart({ journal: failing(run.journal, 5) })
  expect(end).toEqual({ status: 'done', pause: null })
  expect(run.outputTexts()).toEqual(['the whole picture'])
  expect(run.clock.waits).toHaveLength(5)
  expect(filesBelow(`${run.folder}/recovery`)).toEqual([])
})

it('does not call an answer lost that lies on the disk already', async () => {
  const run = createCallRun()
  const end = await run.afterRestart({ journal: failing(run.journal, 1_000) })
  expect(end).toMatchObject({ status: 'paused', pause: { code: 'disk-full' } })
  expect(run.attempt().state).toBe('submitting')
  expect(await run.afterRestart()).toEqual({ status: 'done', pause: null })
  expect(run.provider.submitted).toHaveLength(1)
  expect(run.outputTexts()).toEqual(['the whole picture'])
  expect(filesBelow(`${run.folder}/recovery`)).toEqual([])
})

/** A clock whose first long wait is when the user quits. */
function leavingClock({ clock }: ReturnType<typeof createCallRun>) {
  const leave = new AbortController()
  const sleep = (ms: number, signal: AbortSignal): Promise<void> => {
    leave.abort()
    return clock.sleep(ms, signal)
  }
  return { clock: { ...clock, sleep }, leave: leave.signal }
}

it('writes a paid answer down once more before it leaves', async () => {
  const run = createTestRun({ provider: createFakeProvider({ canResend: false }) })
  run.provider.answers.submit.push({ kind: 'finished', runId: null, result: buildResult() })
  await run.afterRestart({ journal: failing(run.journal, 1), ...leavingClock(run) })
  expect(run.attempt().state).toBe('succeeded')
  expect(await run.afterRestart()).toEqual({ status: 'done', pause: null })
  expect(run.provider.submitted).toHaveLength(1)
})

it('leaves soon when it is asked to', async () => {
  const run = createCallRun()
  await run.afterRestart({ journal: failing(run.journal, 1_000), ...leavingClock(run) })
  expect(run.clock.waits).toEqual([1_000])
  expect(run.attempt().state).toBe('submitting')
})
