import { expect, it } from 'vitest'
import { providerOf, splitUndecided } from '../../../../renderer/features/batch/unanswered.ts'
import { nanoUsd } from '../../../../shared/domain/money.ts'

const price = nanoUsd(105_000_000)

it.each([
  ['all may have been charged', { count: 2, atStake: 210_000_000 }, { open: 2, lost: 0 }],
  ['all were charged and are lost', { count: 2, atStake: 0 }, { open: 0, lost: 2 }],
  ['some of each', { count: 3, atStake: 105_000_000 }, { open: 1, lost: 2 }],
  ['never more than there are', { count: 1, atStake: 999_000_000 }, { open: 1, lost: 0 }],
] as const)('tells %s', (_title, { count, atStake }, expected) => {
  expect(splitUndecided(count, nanoUsd(atStake), price)).toEqual(expected)
})

it('takes those of a free model for unanswered', () => {
  expect(splitUndecided(2, nanoUsd(0), nanoUsd(0))).toEqual({ open: 2, lost: 0 })
})

it('knows whose request it was', () => {
  expect(providerOf('aimlapi/reve/edit-image')).toBe('aimlapi')
  expect(providerOf('gone/model')).toBe('local')
})
