import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { build } from 'electron-builder'
import { createPackaging } from './packaging.mjs'
import { modules, root } from './setup.mjs'

/**
 * @typedef {{
 *   electronFolder?: string, output?: string, isUnpacked?: boolean
 * }} PackageOptions `electronFolder` is Electron as it is unpacked; `isUnpacked` makes the app's folder without installers
 */

/**
 * Makes the packages of this system from what is built in out/. Throws a sentence where something it needs is missing.
 * @param {PackageOptions} [options]
 * @returns {Promise<readonly string[]>} the files that were made
 */
export async function makePackages({ electronFolder = findElectron(), output, isUnpacked = false } = {}) {
  checkNode()
  let hasElectron = electronFolder !== undefined
  const packaging = createPackaging()
  const directories = { ...packaging.directories, ...(output === undefined ? {} : { output }) }
  try {
    return await build({
      projectDir: root,
      publish: 'never',
      ...(isUnpacked ? { dir: true } : {}),
      config: {
        ...packaging,
        directories,
        ...(electronFolder === undefined ? {} : { electronDist: electronFolder }),
        afterExtract: () => {
          hasElectron = true
        },
      },
    })
  } catch (thrown) {
    throw hasElectron ? notMade(thrown) : withoutElectron(thrown)
  }
}

/** Electron as `npx install-electron` leaves it. */
function findElectron() {
  const folder = join(modules, 'electron', 'dist')
  return existsSync(folder) ? folder : undefined
}

/** The Node that is packed must run: a package without it could not open a single picture. */
function checkNode() {
  const node = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  const { status } = spawnSync(node, ['--version'], { stdio: 'ignore' })
  if (status !== 0) throw new Error(`The Node that is packed does not run: ${node}. Run npm ci again.`)
}

/** @param {unknown} thrown */
function withoutElectron(thrown) {
  const { version } = /** @type {{ version: string }} */ (
    JSON.parse(readFileSync(join(modules, 'electron', 'package.json'), 'utf8'))
  )
  return new Error(
    `Electron's program is missing (electron-v${version}-${process.platform}-${process.arch}.zip) and could not be downloaded (${firstLine(thrown)}): connect this machine to github.com, or name a mirror in ELECTRON_MIRROR, or unpack that file into node_modules/electron/dist, and run npm run package again.`,
  )
}

/** @param {unknown} thrown */
function notMade(thrown) {
  return new Error(`The packages could not be made: ${firstLine(thrown)}`, { cause: thrown })
}

/** @param {unknown} thrown */
function firstLine(thrown) {
  return (thrown instanceof Error ? thrown.message : String(thrown)).split('\n', 1)[0]
}
