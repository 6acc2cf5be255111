import { expect, it } from 'vitest'
import { createReader } from '../../../../electron/history/reader/reader.ts'

it('logs questions that took over 200 ms, by what was asked and never by what it was asked for', async () => {
  const warnings: unknown[] = []
  const took = [199, 201]
  const reader = createReader({
    databasePath: 'none',
    log: { warn: (message, details) => warnings.push([message, details]) },
    start: (_, { onAnswer }) => ({
      send: ({ id }) => queueMicrotask(() => onAnswer({ id, tookMs: took.shift()!, value: [] })),
      end: () => Promise.resolve(),
    }),
  })
  await reader.ask('folders', undefined)
  await reader.ask('tags', undefined)
  expect(warnings).toEqual([['a question to the library took long', { operation: 'tags', tookMs: 201 }]])
})
