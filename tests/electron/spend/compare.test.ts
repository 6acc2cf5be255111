import { describe, expect, it } from 'vitest'
import type { ServiceCharge } from '../../../electron/providers/charges.ts'
import { compareCharges } from '../../../electron/spend/compare.ts'
import type { LocalCharge } from '../../../electron/spend/local-charges.ts'
import { nanoUsd } from '../../../shared/domain/money.ts'

const cents = (count: number) => nanoUsd(count * 10_000_000)

function local(attempt: string, more: Partial<LocalCharge> = {}): LocalCharge {
  return {
    attempt,
    state: 'succeeded',
    day: '2026-03-02',
    at: '2026-03-02T12:00:00.000Z',
    runId: `run-${attempt}`,
    requestId: null,
    batchId: 'b',
    batchNumber: 1,
    name: `${attempt}.jpg`,
    model: 'runflow/reve/edit',
    charged: cents(4),
    held: cents(0),
    ...more,
  }
}

function record(reference: string | null, more: Partial<ServiceCharge> = {}): ServiceCharge {
  return {
    id: `run-${reference ?? 'unnamed'}`,
    reference,
    model: null,
    at: '2026-03-02T12:00:01.000Z',
    cost: cents(4),
    isOver: true,
    isOurs: null,
    ...more,
  }
}

function compare(
  here: LocalCharge[],
  there: ServiceCharge[],
  more: Partial<Parameters<typeof compareCharges>[0]> = {},
) {
  return compareCharges({
    service: 'runflow',
    here,
    there,
    elsewhere: [],
    days: { from: '2026-03-01', to: '2026-03-31' },
    isWhole: true,
    now: new Date('2026-03-20T12:00:00Z'),
    ...more,
  })
}

describe('a request', () => {
  it('that both say the same of differs in nothing', () => {
    expect(compare([local('a')], [record('a')])).toMatchObject({
      matched: 1,
      here: cents(4),
      there: cents(4),
      differences: [],
    })
  })

  it('is known by the id of the service where the record names no attempt', () => {
    expect(compare([local('a')], [record(null, { id: 'run-a' })])).toMatchObject({ matched: 1, differences: [] })
    const aimlapi = local('b', { runId: null, requestId: 'inference-1' })
    expect(compare([aimlapi], [record(null, { id: 'inference-1' })])).toMatchObject({ matched: 1, differences: [] })
  })

  it('that one of them does not know is said to be only with the other', () => {
    const { differences, here, there } = compare([local('a')], [record('x', { isOurs: false })])
    expect(differences.map(({ kind, attempt, isOurs }) => [kind, attempt, isOurs])).toEqual([
      ['only-there', 'x', false],
      ['only-here', 'a', true],
    ])
    expect([here, there]).toEqual([cents(4), cents(4)])
  })

  it('with another amount is said with both, also where it was thought free or has no answer', () => {
    const failed = local('b', { state: 'failed', charged: cents(0) })
    const open = local('c', { state: 'unresolved', charged: cents(0), held: cents(4) })
    const { differences, matched } = compare(
      [local('a'), failed, open],
      [record('a', { cost: cents(5) }), record('b'), record('c')],
    )
    expect(differences.map(({ kind, attempt, here, there }) => [kind, attempt, here, there])).toEqual([
      ['other-amount', 'a', cents(4), cents(5)],
      ['other-amount', 'b', cents(0), cents(4)],
      ['other-amount', 'c', cents(0), cents(4)],
    ])
    expect(matched).toBe(0)
  })

  it('recorded twice is paid twice: the second one is only there', () => {
    const { differences, matched } = compare([local('a')], [record('a'), record('a', { id: 'run-again' })])
    expect(matched).toBe(1)
    expect(differences).toMatchObject([{ kind: 'only-there', runId: 'run-again', there: cents(4) }])
  })

  it('under way, or too new to be listed, is no difference yet', () => {
    const underWay = local('a', { state: 'accepted', charged: cents(0), held: cents(4) })
    const fresh = local('b', { at: '2026-03-20T11:55:00.000Z' })
    expect(compare([underWay, fresh], [record('c', { isOver: false, cost: null })])).toMatchObject({
      pending: 3,
      differences: [],
    })
  })

  it('of which the service does not say the cost is counted as unknown', () => {
    expect(compare([local('a')], [record('a', { cost: null })])).toMatchObject({ unknown: 1, differences: [] })
  })

  it('of another day is known there, and belongs to the day it was reserved in', () => {
    const yesterday = local('a', { day: '2026-02-28', at: '2026-02-28T23:59:00.000Z' })
    const inRange = record('a', { at: '2026-03-01T12:00:00.000Z' })
    expect(compare([], [inRange], { elsewhere: [yesterday] })).toMatchObject({ matched: 0, differences: [], there: 0 })
  })
})

it('does not take what was not read for missing', () => {
  expect(compare([local('a')], [], { isWhole: false })).toMatchObject({ pending: 1, differences: [], isWhole: false })
})

it('adds up day by day', () => {
  const { days } = compare(
    [local('a'), local('b', { day: '2026-03-03' })],
    [record('a'), record('b', { cost: cents(6) })],
  )
  expect(days).toEqual([
    { day: '2026-03-02', here: cents(4), there: cents(4) },
    { day: '2026-03-03', here: cents(4), there: cents(6) },
  ])
})
