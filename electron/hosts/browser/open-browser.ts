import { spawn } from 'node:child_process'
import { withoutKeys, type Environment } from '../../secrets/environment-keys.ts'

interface Machine {
  readonly platform: NodeJS.Platform
  readonly environment: Environment
}

/** Opens an address in the browser of whoever sits at this machine. Says nothing where that fails: it is printed too. */
export function openInBrowser(url: string, { platform, environment }: Machine): void {
  const [command, ...args] = commandFor(platform, url)
  const child = spawn(command, args, { stdio: 'ignore', detached: true, env: withoutKeys(environment) })
  child.on('error', () => undefined) // No such program; the address in the terminal is the way in.
  child.unref()
}

function commandFor(platform: NodeJS.Platform, url: string): readonly [command: string, ...args: string[]] {
  if (platform === 'darwin') return ['open', url]
  // `start` is no program of its own, and takes its first quoted argument for a title.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url]
  return ['xdg-open', url]
}
