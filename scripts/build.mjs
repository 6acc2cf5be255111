import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { stripVTControlCharacters } from 'node:util'
import { modules, pinnedNode, root } from './setup.mjs'

/** What the bundles are made of. */
const sources = ['renderer', 'shared', 'electron', 'electron.vite.config.ts', 'package-lock.json']
const results = [
  'out/main/main.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
  'out/workers/image-worker.mjs',
  'out/workers/keychain-process.mjs',
]
const stampPath = join(root, 'out', 'built-from')

/**
 * Builds the page and Electron's bundles where something they are made of has changed since they were built last. Throws
 * a sentence where they cannot be built.
 * @param {{ say: (sentence: string) => void }} options
 */
export function buildIfStale({ say }) {
  const hash = hashSources()
  if (results.every((path) => existsSync(join(root, path))) && readStamp() === hash) return
  say('Building the window.')
  // A build that breaks off leaves something between two builds.
  rmSync(stampPath, { force: true })
  const { status, stdout, stderr } = spawnSync(
    pinnedNode,
    [join(modules, 'electron-vite/bin/electron-vite.js'), 'build', '--logLevel', 'warn'],
    { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' },
  )
  if (status !== 0) throw new Error(`The window cannot be built:\n${withoutStack(`${stdout}${stderr}`)}`)
  writeFileSync(stampPath, hash)
}

/** @param {string} text */
function withoutStack(text) {
  return stripVTControlCharacters(text)
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^ +at /.test(line))
    .join('\n')
}

function hashSources() {
  const hash = createHash('sha256')
  for (const path of sources.flatMap((source) => filesOf(join(root, source)))) {
    const { size, mtimeMs } = statSync(path)
    hash.update(`${path}\0${size}\0${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)))
}

function readStamp() {
  return existsSync(stampPath) ? readFileSync(stampPath, 'utf8') : null
}
