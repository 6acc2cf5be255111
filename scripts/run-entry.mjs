import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { pinnedMajor, pinnedNode, root } from './setup.mjs'

const nodeFlags = ['--disable-warning=ExperimentalWarning']

/**
 * Runs a program of this checkout under the pinned Node: in this process where that is the one, in one of its own
 * otherwise. The checkout must be set up.
 * @param {string} entry its path in the checkout
 * @param {readonly string[]} args
 */
export async function runEntry(entry, args) {
  const path = resolve(root, entry)
  if (process.versions.node.startsWith(`${pinnedMajor}.`)) await runHere(path, args)
  else runThere(path, args)
}

/**
 * @param {string} path
 * @param {readonly string[]} args
 */
function runHere(path, args) {
  process.argv.splice(1, process.argv.length - 1, path, ...args)
  return import(pathToFileURL(path).href)
}

/**
 * The first time, npm's PATH led to the machine's own Node, because the pinned one was not there yet.
 * @param {string} path
 * @param {readonly string[]} args
 */
function runThere(path, args) {
  const child = spawn(pinnedNode, [...nodeFlags, path, ...args], {
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
