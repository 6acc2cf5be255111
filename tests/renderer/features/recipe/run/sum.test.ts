import { describe, expect, it } from 'vitest'
import { batchCapOf, sumUp, tightestCap } from '../../../../../renderer/features/recipe/run/sum.ts'
import { formatUsd, parseUsd } from '../../../../../shared/domain/money.ts'
import type { SpendView } from '../../../../../shared/ipc/service-rows.ts'
import type { SettingsView } from '../../../../../shared/ipc/settings-view.ts'
import { findModel } from '../../../../../shared/models/catalogue.ts'

const usd = (text: string) => parseUsd(text)!
const spend = (day: string | null, month: string | null, charged = '0'): SpendView => ({
  mode: 'paid',
  day: { charged: usd(charged), reserved: usd('1'), cap: day === null ? null : usd(day) },
  month: { charged: usd(charged), reserved: usd('1'), cap: month === null ? null : usd(month) },
  days: [],
})

describe('the sum', () => {
  it('is pictures times price, exactly', () => {
    const sum = sumUp(findModel('runflow/reve/edit'), {}, 486)
    expect(formatUsd(sum.total)).toBe('$19.44')
    expect(sum).toMatchObject({ results: 1, isFree: false })
  })

  it('counts every result of a picture', () => {
    const sum = sumUp(findModel('runflow/openai/gpt-image-2/edit'), { num_images: 3 }, 10)
    expect([formatUsd(sum.perItem), formatUsd(sum.total), sum.results]).toEqual(['$0.399', '$3.99', 3])
  })

  it('is nothing on this machine', () => {
    expect(sumUp(findModel('local/adjust'), {}, 5_000)).toMatchObject({ total: 0, isFree: true })
  })
})

describe('the cap that is met first', () => {
  it('is the one with the least room, counting what is held', () => {
    const state = tightestCap(usd('3'), usd('5'), spend('10', '100', '7'))
    expect(state).toEqual({ kind: 'day', cap: usd('10'), left: usd('2'), isExceeded: true })
  })

  it('is not exceeded by a sum that just fits', () => {
    expect(tightestCap(usd('5'), usd('5'), spend(null, null))).toMatchObject({ kind: 'batch', isExceeded: false })
  })

  it('has no room below nothing', () => {
    expect(tightestCap(usd('1'), null, spend('5', null, '9'))).toMatchObject({ kind: 'day', left: 0, isExceeded: true })
  })

  it('is none where none is set', () => {
    expect(tightestCap(usd('5'), null, spend(null, null))).toBeNull()
    expect(tightestCap(usd('5'), null, null)).toBeNull()
  })
})

describe('the cap of the next batch', () => {
  it('is what was typed, or else what the settings say of paid batches', () => {
    expect(batchCapOf('3', settings('paid'))).toBe(usd('3'))
    expect(batchCapOf(null, settings('paid'))).toBe(usd('25'))
    expect(batchCapOf(null, settings('practice'))).toBeNull()
  })
})

function settings(mode: 'paid' | 'practice'): SettingsView {
  return { mode, caps: { batchUsd: '25.00' } } as SettingsView // The rest is not read.
}
