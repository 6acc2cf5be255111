import { describe, expect, it } from 'vitest'
import { createKeyedQueue } from '../../../electron/library/keyed-queue.ts'

describe('a keyed queue', () => {
  it('runs tasks of one key after each other, also after one failed', async () => {
    const queue = createKeyedQueue()
    const events: string[] = []
    const task = (name: string, failure?: Error) => async (): Promise<string> => {
      events.push(`${name} starts`)
      await Promise.resolve()
      events.push(`${name} ends`)
      if (failure !== undefined) throw failure
      return name
    }
    const outcomes = await Promise.allSettled([
      queue.run('a', task('1', new Error('broken'))),
      queue.run('a', task('2')),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
    expect(events).toEqual(['1 starts', '1 ends', '2 starts', '2 ends'])
  })

  it('lets different keys run side by side', async () => {
    const queue = createKeyedQueue()
    const { promise, resolve } = Promise.withResolvers<string>()
    const waiting = queue.run('a', () => promise)
    await expect(queue.run('b', () => Promise.resolve('b'))).resolves.toBe('b')
    resolve('a')
    await expect(waiting).resolves.toBe('a')
  })
})
