import { createDispatch } from '../../../electron/ipc/dispatch.ts'
import { channelNames } from '../../../shared/ipc/channels.ts'
import type { Bridge, PageEvent, Requests } from '../../../shared/ipc/contract.ts'
import { createFakeHandlers, readKeptPage } from './fake-handlers.ts'
import { createFakeLibrary, type FakeLibrary } from './fake-library.ts'
import { advanceRuns } from './fake-run.ts'
import type { FakeOptions } from './options.ts'

const stepMs = 400

export interface FakeBridge extends Bridge<File> {
  readonly library: FakeLibrary
  emit(event: PageEvent): void
}

/** A main process in the page: it remembers nothing but the layout, takes inputs as strictly as the real one, and runs. */
export function createFakeBridge(options: FakeOptions): FakeBridge {
  const listeners = new Set<(event: PageEvent) => void>()
  const emit = (event: PageEvent): void => {
    // Events come later than answers in the real window, and never inside a call.
    queueMicrotask(() => listeners.forEach((listener) => listener(event)))
  }
  const library = createFakeLibrary(options, emit)
  readKeptPage(library)
  const handlers = createFakeHandlers(library)
  const dispatch = createDispatch(handlers, { error: (message, details) => globalThis.console.error(message, details) })
  const calls = channelNames.map((name) => [name, (input?: unknown) => dispatch(name, input)])
  setInterval(() => advanceRuns(library), stepMs)
  return {
    host: options.host,
    library,
    emit,
    requests: Object.fromEntries(calls) as Requests, // One entry for each channel, each answering its own.
    onEvent: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    addFiles: () => {
      void handlers['intake:samples'](undefined)
      return Promise.resolve({ ok: true, value: undefined })
    },
    pictureUrl: (picture, edge) => `/picture/${picture}/${edge}`,
  }
}
