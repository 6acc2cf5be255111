import { EventEmitter } from 'node:events'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'

type Ending = { readonly exitCode: number } | { readonly instead: string }
type Listener = (signal: NodeJS.Signals) => void

interface Machine {
  readonly start: () => EventEmitter
  readonly onSignal: (listener: Listener) => () => void
  readonly now: () => number
}

// A script has no types of its own here.
const { runElectron } = (await import(pathToFileURL(resolve('scripts/run-electron.mjs')).href)) as {
  runElectron(machine: Machine): Promise<Ending>
}

/** Electron as it was started, and what happens to it. */
function createMachine() {
  const killed: string[] = []
  const child = Object.assign(new EventEmitter(), { kill: (signal: string) => killed.push(signal) })
  const asking = new Set<Listener>()
  const clock = { ms: 0 }
  const ending = runElectron({
    start: () => child,
    onSignal: (listener) => {
      asking.add(listener)
      return () => asking.delete(listener)
    },
    now: () => clock.ms,
  })
  return { child, killed, asking, clock, ending }
}

it.each([
  [127, null, 'libraries it needs are missing'],
  [1, null, 'it ended at once with exit code 1'],
  [null, 'SIGTRAP', 'it ended at once by SIGTRAP'],
])('wants another host where Electron ends at once by itself (%s, %s)', async (code, signal, instead) => {
  const { child, ending, asking } = createMachine()
  child.emit('exit', code, signal)
  expect(await ending).toEqual({ instead })
  expect(asking.size, 'signals belong to the other host from then on').toBe(0)
})

it('wants another host where the program cannot be started', async () => {
  const { child, ending } = createMachine()
  child.emit('error', new Error('spawn EACCES'))
  expect(await ending).toEqual({ instead: 'spawn EACCES' })
})

it('ends as Electron does that was closed, or that broke after it was used', async () => {
  const closed = createMachine()
  closed.child.emit('exit', 0, null)
  expect(await closed.ending).toEqual({ exitCode: 0 })
  for (const [code, signal, exitCode] of [
    [3, null, 3],
    [null, 'SIGSEGV', 4],
  ] as const) {
    const used = createMachine()
    used.clock.ms = 60_000
    used.child.emit('exit', code, signal)
    expect(await used.ending).toEqual({ exitCode })
  }
})

it('hands on what asks it to end, and takes that for no failure', async () => {
  const { child, ending, asking, killed } = createMachine()
  for (const ask of asking) ask('SIGTERM')
  expect(killed).toEqual(['SIGTERM'])
  child.emit('exit', null, 'SIGTERM')
  expect(await ending).toEqual({ exitCode: 4 })
})
