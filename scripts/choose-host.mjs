import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @typedef {{
 *   environment: Readonly<Record<string, string | undefined>>,
 *   platform: NodeJS.Platform,
 *   isRoot: boolean,
 *   electronFolder: string,
 * }} Machine `electronFolder` is where npm put the package
 * @typedef {{ host: 'electron', path: string } | { host: 'browser', why: string, hasScreen: boolean }} Choice
 */

/**
 * Which host shows the window, and why it is not Electron. Looks at files alone: the package downloads its binary as
 * soon as it is imported without one.
 * @param {readonly string[]} args
 * @param {Machine} machine
 * @returns {Choice}
 */
export function chooseHost(args, machine) {
  const hasScreen = isAtScreen(machine)
  const path = findElectron(machine)
  const browser = (/** @type {string} */ why) => /** @type {const} */ ({ host: 'browser', why, hasScreen })
  if (args.includes('--browser')) return browser('because --browser says so')
  if (path === null) return browser("because Electron's program is not installed (npx install-electron fetches it)")
  if (!hasScreen) return browser('because there is no screen here')
  if (machine.platform === 'linux' && machine.isRoot) return browser('because Electron does not run as root')
  return { host: 'electron', path }
}

/** @param {Machine} machine */
function findElectron({ environment, electronFolder }) {
  const named = readIfThere(join(electronFolder, 'path.txt'))
  if (named === null) return null
  const path = join(environment['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(electronFolder, 'dist'), named)
  return existsSync(path) ? path : null
}

/** @param {Machine} machine */
function isAtScreen({ environment, platform }) {
  if (platform === 'linux') return Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY'])
  return environment['SSH_CONNECTION'] === undefined
}

/** @param {string} path */
function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}
