import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { installSystemPackages } from './system-packages.mjs'

// Runs on whatever Node the machine has, before anything is installed: no dependency may be imported here.

export const root = resolve(import.meta.dirname, '..')
export const modules = join(root, 'node_modules')
export const pinnedNode = join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
export const pinnedMajor = 24

const stampPath = join(modules, '.lightbench-setup.json')
const installLimitMs = 8 * 60_000
const quietFlags = ['--no-audit', '--no-fund', '--loglevel=error']

/**
 * @typedef {(sentence: string) => void} Say
 * @typedef {{ lock?: string, tried?: import('./system-packages.mjs').Tried }} Stamp what was set up last
 * @typedef {{ packages?: Record<string, { version?: string, optional?: boolean }> }} Lock
 */

/**
 * Makes the checkout ready: dependencies as locked, the pinned Node, system programs. Installs only what is missing or
 * stale, says why, asks nothing, and throws a sentence where it cannot go on.
 * @param {{ wants: readonly import('./system-packages.mjs').Wanted[], say: Say }} options
 */
export function setUp({ wants, say }) {
  installDependencies(say)
  checkPinnedNode()
  const stamp = readStamp()
  const tried = installSystemPackages({ wants, tried: stamp.tried ?? {}, say })
  writeStamp({ ...stamp, lock: hashOfLock(), tried })
}

/** @param {Say} say */
function installDependencies(say) {
  const reason = reasonToInstall()
  if (reason === null) return
  say(`Installing dependencies: ${reason}.`)
  const { ok, output } = npm(['ci', ...quietFlags])
  if (!ok) throw notInstalled(output)
}

/** @param {string} output */
function notInstalled(output) {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !/^npm error +at |^npm warn/.test(line))
  const words = lines.slice(0, 5).map((line) => `  ${line.replace(/^npm error ?/, '')}`)
  return new Error(
    `Dependencies could not be installed. Check the network and the npm registry. npm says:\n${words.join('\n')}`,
  )
}

/** @returns {string | null} */
function reasonToInstall() {
  if (!existsSync(modules)) return 'there are none yet'
  if (readStamp().lock === hashOfLock()) return existsSync(pinnedNode) ? null : 'the pinned Node is missing'
  if (matchesLock()) return null
  return existsSync(stampPath) ? 'package-lock.json has changed' : 'they are not those of package-lock.json'
}

/** Whether what npm says it installed is what the lock asks for; packages for other platforms may be absent. */
function matchesLock() {
  const installed = /** @type {Lock | null} */ (readJson(join(modules, '.package-lock.json')))?.packages
  const locked = /** @type {Lock | null} */ (readJson(join(root, 'package-lock.json')))?.packages
  if (!installed || !locked || !existsSync(pinnedNode)) return false
  return Object.entries(locked).every(([path, wanted]) => {
    if (path === '') return true
    const found = installed[path]
    return found ? found.version === wanted.version : wanted.optional === true
  })
}

/** @param {readonly string[]} args */
function npm(args) {
  const script = process.env['npm_execpath']
  const isScript = script !== undefined && /npm-cli\.c?js$/.test(script)
  const encoding = /** @type {const} */ ('utf8')
  const options = { cwd: root, encoding, timeout: installLimitMs, maxBuffer: 64 * 1024 * 1024 }
  const { status, stdout, stderr, error } = isScript
    ? spawnSync(process.execPath, [script, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
  return { ok: status === 0, output: `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`.trim() }
}

function checkPinnedNode() {
  const version = versionOf(pinnedNode)
  if (version?.startsWith(`v${pinnedMajor}.`)) return
  const found = version === null ? 'does not run' : `is ${version}`
  throw new Error(
    `Lightbench runs under its own Node ${pinnedMajor}, and node_modules/.bin/node ${found}. Its install script was probably not allowed to run; try: npm rebuild node --ignore-scripts=false`,
  )
}

/** @param {string} path */
function versionOf(path) {
  const { status, stdout } = spawnSync(path, ['--version'], {
    encoding: 'utf8',
    timeout: 20_000,
    shell: process.platform === 'win32',
  })
  return status === 0 ? stdout.trim() : null
}

function hashOfLock() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
}

/** @returns {Stamp} */
function readStamp() {
  return /** @type {Stamp | null} */ (readJson(stampPath)) ?? {}
}

/** @param {Stamp} stamp */
function writeStamp(stamp) {
  const text = JSON.stringify(stamp)
  if (!existsSync(stampPath) || readFileSync(stampPath, 'utf8') !== text) writeFileSync(stampPath, text)
}

/**
 * @param {string} path
 * @returns {unknown}
 */
function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null // Missing and damaged files mean the same here: nothing is known.
  }
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === import.meta.filename) {
  try {
    setUp({ wants: ['perl'], say: (sentence) => process.stderr.write(`${sentence}\n`) })
  } catch (thrown) {
    process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`)
    process.exitCode = 1
  }
}
