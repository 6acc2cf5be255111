import { expect, it } from 'vitest'
import { endingOfBatch, endingOfFailure, exitCodes, worstEnding } from '../../../../electron/hosts/cli/exit-codes.ts'
import { errorCodes } from '../../../../shared/errors.ts'
import { noMoney } from '../../../../shared/domain/money.ts'
import { addBatch, createTestLibrary } from '../../../support/test-library.ts'

it('are those the guide promises', () => {
  expect(Object.values(exitCodes).map(({ code }) => code)).toEqual([0, 1, 2, 3, 4, 5])
})

it('tell what the user can correct, what has to be waited for, and the rest apart', () => {
  const codes = Object.groupBy(errorCodes, (code) => endingOfFailure(code))
  expect(codes.usage).toEqual([
    'invalid-request',
    'picture-unreadable',
    'picture-refused',
    'picture-too-large',
    'picture-timeout',
    'source-changed',
    'file-missing',
    'file-unreadable',
  ])
  expect(codes.paused).toEqual([
    'missing-key',
    'key-rejected',
    'not-permitted',
    'out-of-credits',
    'cap-reached',
    'output-unwritable',
    'disk-full',
    'keychain-absent',
    'keychain-locked',
    'keychain-refused',
    'keychain-hanging',
    'cancelled',
  ])
})

it.each([
  [{ status: 'done', counts: { done: 2, skipped: 1 } }, 'done'],
  [{ status: 'done', counts: { done: 2, failed: 1 } }, 'failed'],
  [{ status: 'paused', counts: { done: 2, failed: 1, queued: 1 } }, 'paused'],
  [{ status: 'paused', counts: { unresolved: 1, queued: 1 } }, 'unresolved'],
  [{ status: 'cancelled', counts: { cancelled: 2 } }, 'paused'],
] as const)('of a batch %j is “%s”', ({ status, counts }, ending) => {
  const { batch } = addBatch(createTestLibrary(), {})
  expect(endingOfBatch({ batch: { ...batch, status }, counts, charged: noMoney, reserved: noMoney })).toBe(ending)
})

it('of several batches is the most urgent', () => {
  expect(worstEnding(['done', 'failed', 'paused'])).toBe('paused')
  expect(worstEnding(['failed', 'unresolved', 'paused'])).toBe('unresolved')
  expect(worstEnding([])).toBe('done')
})
