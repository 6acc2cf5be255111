import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { pinnedMajor, pinnedNode, root, setUp } from './setup.mjs'

// `node scripts/run.mjs ENTRY ARGUMENT...` runs a program of this checkout under the pinned Node, after setting up what
// is missing. Standard output belongs to the program alone.

const nodeFlags = ['--disable-warning=ExperimentalWarning']
const [entry = '', ...args] = process.argv.slice(2)
const entryPath = resolve(root, entry)

try {
  setUp({ wants: ['perl'], say: (sentence) => process.stderr.write(`${sentence}\n`) })
  // npm starts scripts in the checkout; paths on a command line are meant from where it was typed.
  if (process.env['npm_lifecycle_event'] === 'cli') process.chdir(process.env['INIT_CWD'] ?? process.cwd())
  if (process.versions.node.startsWith(`${pinnedMajor}.`)) await runHere()
  else runThere()
} catch (thrown) {
  process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`)
  process.exitCode = 1
}

function runHere() {
  process.argv.splice(1, process.argv.length - 1, entryPath, ...args)
  return import(pathToFileURL(entryPath).href)
}

/** The first time, npm's PATH led to the machine's own Node, because the pinned one was not there yet. */
function runThere() {
  const child = spawn(pinnedNode, [...nodeFlags, entryPath, ...args], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal))
  child.on('error', (thrown) => {
    process.stderr.write(`The pinned Node cannot be started: ${thrown.message}\n`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === null ? 1 : 4)
  })
}
