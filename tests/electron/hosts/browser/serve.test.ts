import { EventEmitter } from 'node:events'
import { expect, it, vi } from 'vitest'
import { exitCodes, serve, type ServeMachine } from '../../../../electron/hosts/browser/serve.ts'
import { AppError } from '../../../../shared/errors.ts'
import { eventually } from '../../../support/eventually.ts'

function createMachine(overrides: Partial<ServeMachine> = {}) {
  const said: string[] = []
  const steps: string[] = []
  const emitter = new EventEmitter()
  const closing = Promise.withResolvers<void>()
  const on = (name: string) => (listener: () => void) => {
    emitter.on(name, listener)
    return () => void emitter.off(name, listener)
  }
  let addresses = 0
  const host = {
    origin: 'http://127.0.0.1:4100',
    newUrl: () => `address-${(addresses += 1)}`,
    close: async () => {
      steps.push('host leaves')
      await closing.promise
      steps.push('host left')
    },
  }
  const close = (): Promise<void> => {
    steps.push('library closed')
    return Promise.resolve()
  }
  const machine: ServeMachine = {
    start: () => Promise.resolve({ host, close }),
    say: (line) => void said.push(line),
    onInterrupt: on('interrupt'),
    onEnter: on('enter'),
    isRemote: false,
    openInBrowser: null,
    ...overrides,
  }
  return { machine, said, steps, closing, press: (name: 'interrupt' | 'enter') => emitter.emit(name), emitter }
}

it('prints an address, a new one on Enter, and opens the first where somebody sits', async () => {
  const openInBrowser = vi.fn()
  const { machine, said, press, closing } = createMachine({ openInBrowser })
  const served = serve(machine)
  await eventually(() => expect(said).toHaveLength(2))
  press('enter')
  expect(said[0]).toBe('Lightbench is at address-1')
  expect(said[2]).toBe('Lightbench is at address-2')
  expect(openInBrowser.mock.calls).toEqual([['address-1']])
  closing.resolve()
  press('interrupt')
  expect(await served).toBe(exitCodes.done)
})

it('says over SSH how to reach it', async () => {
  const { machine, said, press, closing } = createMachine({ isRemote: true })
  closing.resolve()
  const served = serve(machine)
  press('interrupt')
  await served
  expect(said[2]).toContain('ssh -N -L 4100:127.0.0.1:4100')
})

it('leaves the desk before the library, says so, and listens to nothing after that', async () => {
  const { machine, said, steps, press, closing, emitter } = createMachine()
  const served = serve(machine)
  await eventually(() => expect(said).toHaveLength(2))
  press('interrupt')
  await eventually(() => expect(steps).toEqual(['host leaves']))
  expect(said.at(-1)).toContain('Leaving: nothing more is sent')
  closing.resolve()
  expect(await served).toBe(exitCodes.done)
  expect(steps).toEqual(['host leaves', 'host left', 'library closed'])
  expect(said.at(-1)).toContain('The next start goes on')
  expect(emitter.listenerCount('interrupt') + emitter.listenerCount('enter')).toBe(0)
})

it('leaves at once the second time', async () => {
  const { machine, said, press } = createMachine()
  const served = serve(machine)
  await eventually(() => expect(said).toHaveLength(2))
  press('interrupt')
  press('interrupt')
  expect(await served).toBe(exitCodes.leftAtOnce)
  expect(said.at(-1)).toBe('Left at once.')
})

it('leaves when it was told to before it had begun', async () => {
  const { machine, steps, press, closing } = createMachine()
  closing.resolve()
  const served = serve(machine)
  press('interrupt')
  expect(await served).toBe(exitCodes.done)
  expect(steps.at(-1)).toBe('library closed')
})

it('says in a sentence why the library cannot be opened', async () => {
  const failure = new AppError('library-newer', 'This library is newer than this Lightbench.')
  const { machine, said } = createMachine({ start: () => Promise.reject(failure) })
  expect(await serve(machine)).toBe(exitCodes.failed)
  expect(said).toEqual([
    'This library is newer than this Lightbench.',
    'Use the newer Lightbench that made this library.',
  ])
})

it('tells who is turned away only what can be done here', async () => {
  const sentences: string[] = []
  const start = (howToEnter: string): Promise<never> => {
    sentences.push(howToEnter)
    return Promise.reject(new AppError('library-newer', 'No.'))
  }
  await serve(createMachine({ start }).machine)
  await serve(createMachine({ start, onEnter: null }).machine)
  expect(sentences[0]).toContain('Press Enter')
  expect(sentences[1]).toContain('Start Lightbench again')
})
