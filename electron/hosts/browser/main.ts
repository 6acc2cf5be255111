import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { AppError } from '../../../shared/errors.ts'
import { doPlanned } from '../../care/next-start.ts'
import { systemClock } from '../../batches/clock.ts'
import { createApp } from '../../compose.ts'
import { createDesk } from '../../desk/create-desk.ts'
import { createLogger } from '../../log/logger.ts'
import { locateMyLibrary, usualPlace } from '../../settings/library-place.ts'
import { createInterruptSource } from '../cli/process-interrupts.ts'
import { openInBrowser } from './open-browser.ts'
import { exitCodes, serve } from './serve.ts'
import { startBrowserHost } from './server.ts'

// Serves this machine's library to a browser: `main.ts [--port NUMBER] [--open]`.

const pageFolder = resolve(import.meta.dirname, '../../../out/renderer')
const libraryFolder = locateMyLibrary()
const log = createLogger({ folder: join(libraryFolder, 'logs') })
const { port, open } = readArguments()

const code = await serve({
  start: async (howToEnter) => {
    // Machines without a window often have no key store either, so here keys may come from the environment.
    const planned = await doPlanned({ libraryFolder, usual: usualPlace(), now: new Date() })
    const app = await createApp({ libraryFolder: planned.libraryFolder, environment: process.env, log })
    const start = { failure: planned.failure, canMove: usualPlace() !== null }
    try {
      const host = await startBrowserHost({
        createDesk: (host) => createDesk({ app, host, log, start }),
        pageFolder,
        log,
        port,
        howToEnter,
      })
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
  openInBrowser: open ? (url) => openInBrowser(url, { platform: process.platform, environment: process.env }) : null,
})
await log.flush()
// Who leaves at once leaves behind what still runs.
if (code === exitCodes.leftAtOnce) process.exit(code)
process.exitCode = code

function onEnter(listener: () => void): () => void {
  process.stdin.on('data', listener)
  return () => {
    process.stdin.off('data', listener)
    process.stdin.pause()
  }
}

function readArguments(): { readonly port: number; readonly open: boolean } {
  const options = { port: { type: 'string', default: '0' }, open: { type: 'boolean', default: false } } as const
  const { values } = parseArgs({ options })
  const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : NaN
  if (port <= 65_535) return { port, open: values.open }
  throw new AppError('invalid-request', `“${values.port}” is no port: it is a number up to 65535.`)
}
