import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { onTestFinished } from 'vitest'

/** Whether this machine can have a key store of its own for a test. */
export const hasKeyStore = process.platform === 'linux' && ['dbus-run-session', 'gnome-keyring-daemon'].every(isThere)

/** Starts an unlocked gnome-keyring on a bus of its own; returns what a process needs in its environment to find it. */
export async function startKeyStore(folder: string): Promise<Readonly<Record<string, string>>> {
  const env = { PATH: process.env['PATH'], HOME: folder, XDG_RUNTIME_DIR: folder, XDG_DATA_HOME: folder }
  const keyring = 'printf password | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1'
  const command = `${keyring}; printf %s "$DBUS_SESSION_BUS_ADDRESS"; exec cat`
  // It lasts until nobody writes to it any more.
  const session = spawn('dbus-run-session', ['--', 'sh', '-c', command], { env, stdio: ['pipe', 'pipe', 'ignore'] })
  onTestFinished(async () => {
    session.stdin.end()
    await once(session, 'exit')
  })
  const [address] = (await once(session.stdout, 'data')) as [Buffer]
  return { DBUS_SESSION_BUS_ADDRESS: address.toString(), XDG_RUNTIME_DIR: folder }
}

function isThere(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' })
    return true
  } catch {
    return false // `which` says so by failing.
  }
}
