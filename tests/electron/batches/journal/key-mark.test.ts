import { expect, it } from 'vitest'
import { isSentWith, markKey } from '../../../../electron/batches/journal/key-mark.ts'
import { nanoUsd } from '../../../../shared/domain/money.ts'
import { createFakeProvider, failure } from '../../../support/fake-provider.ts'
import { createTestRun } from '../../../support/test-run.ts'

const price = nanoUsd(40_000_000)
const absent = { kind: 'absent', isProof: true } as const

it('tells keys of one request apart and says nothing of them', async () => {
  const run = createTestRun()
  await run.advance()
  const attempt = run.attempt()
  expect(attempt.keyMark).toMatch(/^[\da-f]{16}$/)
  expect(isSentWith(attempt, 'test-key')).toBe(true)
  expect(isSentWith(attempt, 'another')).toBe(false)
  expect(isSentWith({ ...attempt, keyMark: null }, 'test-key')).toBe(false)
  expect(markKey('test-key', 'another attempt')).not.toBe(attempt.keyMark)
})

/** A service that never answers and shows nothing of the request, and a key that can be changed meanwhile. */
function createKeyRun(onLookUp: (use: (key: string) => void) => void = () => undefined) {
  let key = 'first key'
  const use = (other: string): void => {
    key = other
  }
  const provider = createFakeProvider()
  provider.answers.submit.push(...Array.from({ length: 20 }, () => failure('unanswered', 'outcome-unknown')))
  const lookUp = (): Promise<typeof absent> => {
    onLookUp(use)
    return Promise.resolve(absent)
  }
  const run = createTestRun({ provider: { ...provider, lookUp }, key: () => key })
  return { ...run, use }
}

it('does not take the silence of another account for proof', async () => {
  const run = createKeyRun((use) => use('key of another account'))
  await run.advance()
  run.journal.item(run.item().id, { status: 'queued' })
  await run.advance()
  expect(run.item()).toMatchObject({ status: 'unresolved', failure: { code: 'outcome-unknown' } })
  expect(run.item().failure?.message).toMatch(
    /not known to be the one it was sent with.*up to \$0\.04.*Put back the key/,
  )
  expect(run.provider.submitted).toHaveLength(1)
  expect(run.spend()).toEqual({ reserved: price, charged: 0 })
})

it('sends again when the key of that time is put back and the service then shows nothing', async () => {
  let isChanged = true
  const run = createKeyRun((use) => use(isChanged ? 'key of another account' : 'first key'))
  run.provider.answers.submit.splice(1)
  await run.advance()
  expect(run.item().status).toBe('unresolved')
  isChanged = false
  run.use('first key')
  run.journal.item(run.item().id, { status: 'queued' })
  await run.advance()
  expect(run.item().status).toBe('done')
  expect(run.provider.submitted).toHaveLength(2)
  expect(run.provider.submitted[0]).toEqual(run.provider.submitted[1])
})

it('does not repeat a request when the key is changed just after the service was asked', async () => {
  const run = createKeyRun((use) => use('key of another account'))
  await run.advance()
  expect(run.item().status).toBe('unresolved')
  expect(run.item().failure?.message).toContain('sent with another key')
  expect(run.provider.submitted).toHaveLength(1)
})

it('asks for the key of a run that the service does not know under another one', async () => {
  let key = 'first key'
  const run = createTestRun({ key: () => key })
  run.provider.answers.poll.push(failure('blocked', 'key-rejected'), { kind: 'missing' })
  await run.advance()
  key = 'key of another account'
  await run.afterRestart()
  expect(run.item()).toMatchObject({ status: 'unresolved', failure: { code: 'outcome-unknown' } })
  expect(run.item().failure?.message).toContain('Put back the key of that time')
  key = 'first key'
  run.journal.item(run.item().id, { status: 'queued' })
  await run.afterRestart()
  expect(run.item().status).toBe('done')
  expect(run.provider.submitted).toHaveLength(1)
})
