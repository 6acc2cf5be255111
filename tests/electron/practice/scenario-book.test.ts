import { expect, it } from 'vitest'
import { settingsOf, type RunflowScenario } from '../../../electron/practice/scenario.ts'
import { createScenarioBook } from '../../../electron/practice/scenario-book.ts'
import type { RunflowRequestKind } from '../../../electron/practice/requests.ts'

const createBook = () => createScenarioBook<RunflowRequestKind, RunflowScenario>('submit')
const drop = { kind: 'drop' } as const
const hang = { kind: 'hang' } as const

it('meets the n-th request of a kind, counted from the moment it is said', () => {
  const book = createBook()
  book.take('submit', null)
  book.switch.nth('submit', 3, drop)
  const met = ['submit', 'poll', 'submit', 'submit', 'submit'].map((kind) => book.take(kind, null).length)
  expect(met).toEqual([0, 0, 0, 1, 0])
})

it('lets two calls of next speak of two requests', () => {
  const book = createBook()
  book.switch.next('submit', drop)
  book.switch.next('submit', [hang, { kind: 'delay', ms: 5 }])
  expect([book.take('submit', null), book.take('submit', null), book.take('submit', null)]).toEqual([
    [drop],
    [hang, { kind: 'delay', ms: 5 }],
    [],
  ])
})

it('holds for a kind, or for any, until it is cleared', () => {
  const book = createBook()
  book.switch.always('poll', drop)
  book.switch.always('any', hang)
  expect(book.take('poll', null)).toEqual([drop, hang])
  expect(book.take('list', null)).toEqual([hang])
  book.switch.next('list', drop)
  book.switch.clear()
  expect(book.take('list', null)).toEqual([])
})

it('matches words of a prompt in any case, on paid requests unless said otherwise', () => {
  const book = createBook()
  book.switch.match('Broken', drop)
  book.switch.match('slow', hang, 'download')
  expect(book.take('submit', 'a bROKEN window')).toEqual([drop])
  expect(book.take('submit', 'a slow river')).toEqual([])
  expect(book.take('download', 'a slow river')).toEqual([hang])
  expect(book.take('submit', null)).toEqual([])
})

it('puts what is said of one request over what holds for all', () => {
  const book = createBook()
  book.switch.always('submit', { kind: 'run', end: 'failed', failureCode: 'A' })
  book.switch.next('submit', { kind: 'run', failureCode: 'B' })
  expect(settingsOf(book.take('submit', null), 'run')).toMatchObject({ end: 'failed', failureCode: 'B' })
})
