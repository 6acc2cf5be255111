import { describe, expect, it } from 'vitest'
import type { HistoryQuery } from '../../../../../shared/ipc/history-inputs.ts'
import { everything } from '../../../../../shared/ipc/history-query.ts'
import { conditionsOf, toggled, withoutConditions } from '../../../../../renderer/features/history/filter/conditions.ts'
import { createTranslate } from '../../../../../renderer/messages/translate.ts'

const names = { within: 'To print', day: (day: string) => day }
const strict: HistoryQuery = {
  ...everything,
  text: ' sky ',
  within: { kind: 'collection', id: 'c1' },
  modes: ['paid'],
  models: ['runflow/reve/edit', 'gone/model'],
  statuses: ['failed'],
  verdicts: ['keep', 'none'],
  minRating: 3,
  tags: ['hero'],
  from: '2026-03-01',
  to: '2026-03-09',
  minCost: '0.04',
  maxCost: '1',
}

function labels(query: HistoryQuery): readonly string[] {
  return conditionsOf(query, names, createTranslate('en')).map(({ label }) => label)
}

describe('what a query asks for', () => {
  it('is nothing where it shows everything, in whatever order', () => {
    expect(labels({ ...everything, sort: 'cost', descending: false, stacked: true, binned: true })).toEqual([])
  })

  it('is one thing after another', () => {
    expect(labels(strict)).toEqual([
      '“sky”',
      'To print',
      'Kept',
      'Not decided',
      'At least 3 stars',
      '#hero',
      'Failed',
      'Reve edit',
      'gone/model',
      'Paid',
      '2026-03-01 to 2026-03-09',
      '$0.04 to $1.00',
    ])
  })

  it('names ends that are open', () => {
    expect(labels({ ...everything, from: '2026-03-01' })).toEqual(['Since 2026-03-01'])
    expect(labels({ ...everything, to: '2026-03-01' })).toEqual(['Until 2026-03-01'])
    expect(labels({ ...everything, from: '2026-03-01', to: '2026-03-01' })).toEqual(['2026-03-01'])
    expect(labels({ ...everything, minCost: '0.1' })).toEqual(['At least $0.10'])
    expect(labels({ ...everything, maxCost: '0.1' })).toEqual(['At most $0.10'])
  })

  it('is told in the language of the window', () => {
    const german = createTranslate('de')
    const [text, cost] = conditionsOf({ ...everything, text: 'sky', minCost: '1234.5' }, names, german)
    expect(text?.label).toBe('„sky“')
    expect(cost?.label.replace(/\s/g, ' ')).toBe('Mindestens 1.234,50 $')
  })

  it('can be taken away one by one until nothing is left', () => {
    let query = strict
    for (let left = 12; left > 0; left -= 1) {
      const conditions = conditionsOf(query, names, createTranslate('en'))
      expect(conditions).toHaveLength(left)
      query = conditions[0]!.without
    }
    expect(query).toEqual(everything)
  })

  it('can be taken away at once, with its order and the bin kept', () => {
    expect(withoutConditions({ ...strict, sort: 'rating', descending: false, stacked: true, binned: true })).toEqual({
      ...everything,
      sort: 'rating',
      descending: false,
      stacked: true,
      binned: true,
    })
  })
})

it('puts a value into a list or takes it out', () => {
  expect(toggled(['a'], 'b')).toEqual(['a', 'b'])
  expect(toggled(['a', 'b'], 'a')).toEqual(['b'])
})
