import { spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { buildIfStale } from './build.mjs'
import { chooseHost } from './choose-host.mjs'
import { runEntry } from './run-entry.mjs'
import { modules, root, setUp } from './setup.mjs'

// `npm start [-- --browser] [--port NUMBER]` opens the window: Electron's where that can be, one in a browser otherwise.

const args = process.argv.slice(2)

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
function openElectron(path) {
  const child = spawn(path, [root, ...args], { stdio: 'inherit' })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal))
  child.on('error', (thrown) => void instead(thrown.message))
  child.on('exit', (code, signal) => {
    // What a system says whose libraries are not those the program wants.
    if (code === 127) void instead('libraries it needs are missing')
    else process.exitCode = code ?? (signal === null ? 1 : 4)
  })
}

/** @param {string} reason */
function instead(reason) {
  say(`Electron does not start: ${reason}. Lightbench opens in a browser.`)
  return openBrowser(true)
}

/** @param {string} sentence */
function say(sentence) {
  process.stderr.write(`${sentence}\n`)
}
