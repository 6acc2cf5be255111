import { expect } from 'vitest'

/** Expects what comes in its own time: another process must work for it, on a machine that may be busy. */
export function soon<T>(read: () => T | Promise<T>): ReturnType<typeof expect.poll<T>> {
  return expect.poll(read, { timeout: 25_000, interval: 40 })
}
