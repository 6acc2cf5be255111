import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'

/**
 * @typedef {'perl' | 'chromium' | 'dbus' | 'keyring' | 'strace'} Wanted
 * @typedef {{ names: readonly string[], package: string, without: string }} Program
 * @typedef {Partial<Record<Wanted, number>>} Tried when each was last tried, in milliseconds
 */

/**
 * Programs that come from the system, the package each is in, and what is missing without it.
 * @type {Readonly<Record<Wanted, Program>>}
 */
const programs = {
  perl: { names: ['perl'], package: 'perl', without: 'metadata is not carried over to results' },
  chromium: {
    names: ['chromium', 'chromium-browser', 'google-chrome'],
    package: 'chromium',
    without: 'tests in a browser are skipped',
  },
  dbus: { names: ['dbus-daemon'], package: 'dbus', without: 'tests of the key store are skipped' },
  strace: { names: ['strace'], package: 'strace', without: 'deaths at single system calls are not tried' },
  keyring: {
    names: ['gnome-keyring-daemon'],
    package: 'gnome-keyring',
    without: 'tests of the key store are skipped',
  },
}

const tryAgainMs = 24 * 60 * 60_000
const installLimitMs = 4 * 60_000

/**
 * Installs missing programs where that can be done without asking: as root, with apt-get. A failure is said and not
 * tried again for a day. Returns when each was last tried, to be handed in again.
 * @param {{ wants: readonly Wanted[], tried: Tried, say: (sentence: string) => void }} options
 * @returns {Tried}
 */
export function installSystemPackages({ wants, tried, say }) {
  if (process.platform !== 'linux') return tried
  const missing = wants.filter((key) => !isThere(key))
  const due = missing.filter((key) => Date.now() - (tried[key] ?? 0) > tryAgainMs)
  if (due.length === 0) return tried
  if (process.getuid?.() === 0 && isOnPath('apt-get')) {
    const packages = due.map((key) => programs[key].package)
    say(`Installing ${packages.join(', ')} with apt-get.`)
    apt(['update', '-qq'])
    // One at a time: one that is not to be had must not keep the others away.
    for (const name of packages) apt(['install', '-y', '-qq', '--no-install-recommends', name])
  }
  for (const key of due) {
    if (!isThere(key)) say(`${programs[key].package} is missing and could not be installed: ${programs[key].without}.`)
  }
  return { ...tried, ...Object.fromEntries(due.map((key) => [key, Date.now()])) }
}

/** @param {Wanted} key */
function isThere(key) {
  return programs[key].names.some(isOnPath)
}

/** @param {string} name */
function isOnPath(name) {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/local/bin', '/usr/bin', '/bin']
  return folders.some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return true
    } catch {
      return false // Not in this folder.
    }
  })
}

/** @param {readonly string[]} args */
function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync('apt-get', args, { env, stdio: 'ignore', timeout: installLimitMs }).status === 0
}
