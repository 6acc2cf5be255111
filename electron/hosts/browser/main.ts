import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { AppError } from '../../../shared/errors.ts'
import { doPlanned } from '../../care/next-start.ts'
import { systemClock } from '../../batches/clock.ts'
import { createApp } from '../../compose.ts'
import { createDesk } from '../../desk/create-desk.ts'
import { createLogger, type Logger } from '../../log/logger.ts'
import { locateMyLibrary, usualPlace } from '../../settings/library-place.ts'
import { createInterruptSource } from '../cli/process-interrupts.ts'
import { keepLastPort, readLastPort } from './last-port.ts'
import { openInBrowser } from './open-browser.ts'
import { exitCodes, serve } from './serve.ts'
import { startBrowserHost } from './server.ts'

// Serves this machine's library to a browser: `main.ts [--port NUMBER] [--open]`.

const pageFolder = resolve(import.meta.dirname, '../../../out/renderer')
let log: Logger | null = null
let isOpened = false

const code = await serve({
  start: async (howToEnter) => {
    // Machines without a window often have no key store either, so here keys may come from the environment.
    const { port, open } = readArguments()
    isOpened = open
    const planned = await doPlanned({ libraryFolder: locateMyLibrary(), usual: usualPlace(), now: new Date() })
    const { libraryFolder } = planned
    // Where the library is by now: what it says is read there.
    const logger = createLogger({ folder: join(libraryFolder, 'logs') })
    log = logger
    const app = await createApp({ libraryFolder, environment: process.env, log: logger })
    const start = { failure: planned.failure, canMove: usualPlace() !== null }
    try {
      const host = await startBrowserHost({
        createDesk: (host) => createDesk({ app, host, log: logger, start }),
        pageFolder,
        log: logger,
        port,
        likelyPort: readLastPort(libraryFolder),
        howToEnter,
      })
      remember(host.origin, { libraryFolder, log: logger })
      return { host, close: () => app.close() }
    } catch (thrown) {
      await app.close()
      throw thrown
    }
  },
  say: (line) => void process.stdout.write(`${line}\n`),
  onInterrupt: createInterruptSource(process, {
    monotonicMs: () => systemClock.monotonicMs(),
    end: () => process.exit(exitCodes.leftAtOnce),
  }),
  onEnter: process.stdin.isTTY ? onEnter : null,
  isRemote: process.env['SSH_CONNECTION'] !== undefined,
  openInBrowser: (url) => {
    if (isOpened) openInBrowser(url, { platform: process.platform, environment: process.env })
  },
})
await flushed(log)
// Who leaves at once leaves behind what still runs.
if (code === exitCodes.leftAtOnce) process.exit(code)
process.exitCode = code

/** A start that failed early has no log. */
async function flushed(log: Logger | null): Promise<void> {
  await log?.flush()
}

function onEnter(listener: () => void): () => void {
  process.stdin.on('data', listener)
  return () => {
    process.stdin.off('data', listener)
    process.stdin.pause()
  }
}

function readArguments(): { readonly port: number; readonly open: boolean } {
  const options = { port: { type: 'string', default: '0' }, open: { type: 'boolean', default: false } } as const
  const { values } = parseKnown(() => parseArgs({ options }))
  const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : NaN
  if (port <= 65_535) return { port, open: values.open }
  throw new AppError('invalid-request', `“${values.port}” is no port: it is a number up to 65535.`)
}

/** A port that is not remembered costs old tabs, and is no reason not to start. */
function remember(origin: string, { libraryFolder, log }: { libraryFolder: string; log: Logger }): void {
  try {
    keepLastPort(libraryFolder, origin)
  } catch (thrown) {
    log.error('The port is not remembered', thrown)
  }
}

function parseKnown<T>(parse: () => T): T {
  try {
    return parse()
  } catch (thrown) {
    if (!(thrown instanceof TypeError)) throw thrown
    throw new AppError('invalid-request', thrown.message, { cause: thrown })
  }
}
