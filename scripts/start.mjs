import { spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { buildIfStale } from './build.mjs'
import { chooseHost } from './choose-host.mjs'
import { runElectron } from './run-electron.mjs'
import { runEntry } from './run-entry.mjs'
import { modules, root, setUp } from './setup.mjs'

// `npm start [-- --browser] [--port NUMBER]` opens the window: Electron's where that can be, one in a browser otherwise.

const args = process.argv.slice(2)
const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

try {
  setUp({ wants: ['perl'], say })
  buildIfStale({ say })
  await open()
} catch (thrown) {
  say(thrown instanceof Error ? thrown.message : String(thrown))
  process.exitCode = 1
}

async function open() {
  const choice = chooseHost(args, {
    environment: process.env,
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    electronFolder: join(modules, 'electron'),
  })
  if (choice.host === 'electron') return openElectron(choice.path)
  say(`Lightbench opens in a browser, ${choice.why}.`)
  await openBrowser(choice.hasScreen)
}

/** @param {boolean} hasScreen */
function openBrowser(hasScreen) {
  const rest = args.filter((argument) => argument !== '--browser')
  return runEntry('electron/hosts/browser/main.ts', hasScreen ? [...rest, '--open'] : rest)
}

/** @param {string} path */
async function openElectron(path) {
  const ending = await runElectron({
    // The window takes keys from the key store alone, and its many processes would all inherit these.
    start: () => spawn(path, [root, ...args], { stdio: 'inherit', env: withoutKeys(process.env) }),
    onSignal: (listener) => {
      for (const signal of signals) process.on(signal, listener)
      return () => signals.forEach((signal) => process.off(signal, listener))
    },
    now: () => performance.now(),
  })
  if ('exitCode' in ending) {
    process.exitCode = ending.exitCode
    return
  }
  say(`Electron does not start: ${ending.instead}. Lightbench opens in a browser.`)
  await openBrowser(true)
}

/** @param {NodeJS.ProcessEnv} environment */
function withoutKeys(environment) {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !/_API_KEY$/i.test(name)))
}

/** @param {string} sentence */
function say(sentence) {
  process.stderr.write(`${sentence}\n`)
}
