import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { modules, pinnedMajor, pinnedNode, root, setUp } from './setup.mjs'

// `npm run package` makes the packages of this system in dist/; `-- --dir` makes the app's folder alone.

try {
  setUp({ wants: [], say })
  if (process.versions.node.startsWith(`${pinnedMajor}.`)) await makeAll()
  else process.exitCode = runUnderPinnedNode([import.meta.filename, ...process.argv.slice(2)])
} catch (thrown) {
  say(thrown instanceof Error ? thrown.message : String(thrown))
  // A hook of electron-builder's would end the process with 0, whatever its exit code was to be.
  process.exit(1)
}

async function makeAll() {
  say('Building the window.')
  const status = runUnderPinnedNode([
    join(modules, 'electron-vite/bin/electron-vite.js'),
    'build',
    '--logLevel',
    'warn',
  ])
  if (status !== 0) throw new Error('The window cannot be built.')
  const { makePackages } = await import('./make-packages.mjs')
  for (const path of await makePackages({ isUnpacked: process.argv.includes('--dir') })) say(path)
}

/** @param {readonly string[]} args */
function runUnderPinnedNode(args) {
  const { status } = spawnSync(pinnedNode, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  return status ?? 1
}

/** @param {string} sentence */
function say(sentence) {
  process.stderr.write(`${sentence}\n`)
}
