import { expect, it } from 'vitest'
import { createNewestFirst } from '../../../electron/pictures/newest-first.ts'

function createWork() {
  const started: string[] = []
  const ends = new Map<string, PromiseWithResolvers<string>>()
  const work = (name: string) => () => {
    started.push(name)
    const end = Promise.withResolvers<string>()
    ends.set(name, end)
    return end.promise
  }
  return {
    started,
    work,
    end: (name: string) => ends.get(name)?.resolve(name),
    fail: (name: string) => ends.get(name)?.reject(new Error(name)),
  }
}

const never = new AbortController().signal

it('starts what was asked for last before what waits', async () => {
  const queue = createNewestFirst(2)
  const { started, work, end } = createWork()
  const done = ['a', 'b', 'c', 'd', 'e'].map((name) => queue.run(work(name), never))
  expect(started).toEqual(['a', 'b'])
  for (const [ended, expected] of [
    ['a', 'e'],
    ['e', 'd'],
    ['b', 'c'],
  ] as const) {
    end(ended)
    await expect.poll(() => started.at(-1), { timeout: 20_000 }).toBe(expected)
  }
  end('d')
  end('c')
  expect(await Promise.all(done)).toEqual(['a', 'b', 'c', 'd', 'e'])
})

it('forgets what is not wanted any more while it waits', async () => {
  const queue = createNewestFirst(1)
  const { started, work, end } = createWork()
  const stopper = new AbortController()
  const first = queue.run(work('a'), never)
  const unwanted = queue.run(work('b'), stopper.signal)
  const last = queue.run(work('c'), never)
  stopper.abort()
  await expect(unwanted).rejects.toMatchObject({ code: 'cancelled' })
  await expect(queue.run(work('d'), stopper.signal)).rejects.toMatchObject({ code: 'cancelled' })
  end('a')
  await first
  await expect.poll(() => started, { timeout: 20_000 }).toEqual(['a', 'c'])
  end('c')
  await last
})

it('lets work that has started end, and gives its place on when it fails', async () => {
  const queue = createNewestFirst(1)
  const { started, work, end, fail } = createWork()
  const stopper = new AbortController()
  const running = queue.run(work('a'), stopper.signal)
  stopper.abort()
  end('a')
  expect(await running).toBe('a')
  const failing = queue.run(work('b'), never)
  const next = queue.run(work('c'), never)
  fail('b')
  await expect(failing).rejects.toThrow('b')
  await expect.poll(() => started, { timeout: 20_000 }).toEqual(['a', 'b', 'c'])
  end('c')
  await next
})

it('is as free as before when everything that waited was dropped', async () => {
  const queue = createNewestFirst(1)
  const { started, work, end } = createWork()
  const stopper = new AbortController()
  const first = queue.run(work('a'), never)
  const dropped = Array.from({ length: 50 }, (_, index) => queue.run(work(`${index}`), stopper.signal))
  stopper.abort()
  await Promise.allSettled(dropped)
  end('a')
  await first
  const next = queue.run(work('b'), never)
  await expect.poll(() => started, { timeout: 20_000 }).toEqual(['a', 'b'])
  end('b')
  await next
})
