import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CliHost } from '../../../../electron/hosts/cli/cli-host.ts'
import { runCli } from '../../../../electron/hosts/cli/program.ts'
import type { Terminal } from '../../../../electron/hosts/cli/terminal.ts'
import { createFakeApp, type FakeApp } from '../../../support/fake-app.ts'
import { failure } from '../../../support/fake-provider.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

export interface TestTerminal extends Terminal {
  readonly printed: string[]
  readonly noted: string[]
  readonly drawn: string[]
  readonly asked: string[]
  /** Given to the next questions in order. */
  readonly answers: (string | null)[]
}

export interface TestCliOptions {
  readonly app?: FakeApp
  readonly openApp?: CliHost['openApp']
  readonly canAsk?: boolean
  readonly canRedraw?: boolean
  readonly width?: number
  readonly input?: string
}

/** The command line over a fake app, with everything it prints kept apart. */
export function createTestCli(options: TestCliOptions = {}) {
  const app = options.app ?? createFakeApp()
  const folder = temporaryFolder()
  const terminal = createTerminal(options)
  const listeners = new Set<() => void>()
  const tickers = new Set<() => void>()
  const logged: unknown[] = []
  const secretsOfLog: string[] = []
  const host: CliHost = {
    terminal,
    clock: app.library.clock,
    workingFolder: folder,
    log: { error: (_message, thrown) => logged.push(thrown), addSecret: (secret) => secretsOfLog.push(secret) },
    logFolder: '/logs',
    library: () => Promise.resolve({ folder: app.libraryFolder, usual: null }),
    openApp: options.openApp ?? (() => Promise.resolve(app)),
    onInterrupt: (listener) => addTo(listeners, listener),
    every: (_ms, callback) => addTo(tickers, callback),
  }
  return {
    app,
    folder,
    terminal,
    logged,
    secretsOfLog,
    run: (...args: string[]) => runCli(args, host),
    /** Presses Ctrl-C. */
    interrupt: () => listeners.forEach((listener) => listener()),
    /** Lets the time of a progress display come. */
    tick: () => tickers.forEach((callback) => callback()),
    listenerCount: () => listeners.size + tickers.size,
    printed: () => terminal.printed.join('\n'),
    /** Without the line breaks of wrapping. */
    noted: () => terminal.noted.map((text) => text.replaceAll(/\n\s*/g, ' ')).join('\n'),
    /** Every line printed, as JSON; throws where one is not. */
    lines: () => terminal.printed.flatMap((text) => text.split('\n').map((line) => JSON.parse(line) as JsonLine)),
    /** Writes pictures (text files that count as pictures) into a folder below the working folder. */
    addPictures: (names: readonly string[], below = 'photos') => {
      mkdirSync(join(folder, below), { recursive: true })
      for (const name of names) writeFileSync(join(folder, below, name), `picture ${name}`)
    },
    /** Has the service decline one picture. */
    refuse: (name: string) => {
      const { submit } = app.provider
      app.provider.submit = (wire, ...rest) =>
        wire.body.includes(`picture ${name}`)
          ? Promise.reject(failure('refused', 'content-refused'))
          : submit(wire, ...rest)
    },
    path: (...names: string[]) => join(folder, ...names),
  }
}

export type TestCli = ReturnType<typeof createTestCli>
export type JsonLine = Record<string, unknown> & { readonly type: string }

function createTerminal({ canAsk = false, canRedraw = false, width = 100, input = '' }: TestCliOptions): TestTerminal {
  const lists = { printed: [] as string[], noted: [] as string[], drawn: [] as string[], asked: [] as string[] }
  const answers: (string | null)[] = []
  const ask = (question: string): Promise<string | null> => {
    lists.asked.push(question)
    return Promise.resolve(answers.shift() ?? null)
  }
  return {
    ...lists,
    answers,
    width,
    canAsk,
    canRedraw,
    print: (text) => lists.printed.push(text),
    note: (text) => lists.noted.push(text),
    redraw: (text) => lists.drawn.push(text),
    ask,
    askHidden: ask,
    readInput: () => Promise.resolve(input),
  }
}

function addTo(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
