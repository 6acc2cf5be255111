import { expect, it } from 'vitest'
import { readTimeline } from '../../../../electron/history/browse/timeline.ts'
import { createPast } from '../../../support/past.ts'

function monthsOf(rows: readonly { readonly at: string }[]): Record<string, number> {
  const months = rows.map(({ at }) => new Date(at).toLocaleDateString('sv-SE').slice(0, 7))
  return Object.fromEntries([...Map.groupBy(months, (month) => month)].map(([month, { length }]) => [month, length]))
}

it.each([
  ['newest first', { descending: true }],
  ['oldest first', { descending: false }],
  ['in stacks', { stacked: true }],
  ['of what words find', { text: 'sunset' }],
])('counts rows %s by month of the calendar, newest first, and says where each begins', (_, asked) => {
  const past = createPast()
  const rows = past.rows(asked)
  const timeline = readTimeline(past.database, past.open(asked))
  expect(Object.fromEntries(timeline.map(({ month, count }) => [month, count]))).toEqual(monthsOf(rows))
  expect(timeline.map(({ month }) => month)).toEqual(Object.keys(monthsOf(rows)).toSorted().toReversed())
  for (const { month, count, position } of timeline) {
    expect(monthsOf(rows.slice(position!, position! + count))).toEqual({ [month]: count })
  }
})

it('says no places where the order is another one', () => {
  const past = createPast()
  const timeline = readTimeline(past.database, past.open({ sort: 'name' }))
  expect(timeline.map(({ position }) => position)).toEqual(timeline.map(() => null))
  expect(Object.fromEntries(timeline.map(({ month, count }) => [month, count]))).toEqual(monthsOf(past.rows()))
  expect(timeline.map(({ month }) => month)).toEqual(
    timeline
      .map(({ month }) => month)
      .toSorted()
      .toReversed(),
  )
})

it('says nothing of nothing', () => {
  const past = createPast(1)
  expect(readTimeline(past.database, past.open({ text: 'xyzzy' }))).toEqual([])
})

it('counts on where rows were deleted since', () => {
  const past = createPast()
  const view = past.open()
  for (const id of view.ids.filter((_, place) => place % 3 === 0))
    past.database.run('DELETE FROM history_entry WHERE id = :id', { id })
  const timeline = readTimeline(past.database, view)
  expect(timeline.reduce((sum, { count }) => sum + count, 0)).toBe(view.ids.length)
})
