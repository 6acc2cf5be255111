import { homedir } from 'node:os'
import { posix, resolve, win32 } from 'node:path'
import { makeFolder } from '../library/file-system.ts'
import { writingTo } from '../library/output-failure.ts'
import type { Environment } from '../secrets/environment-keys.ts'

interface Machine {
  readonly environment: Environment
  readonly platform: NodeJS.Platform
  readonly home: string
}

/** Where the library lies: LIGHTBENCH_HOME, or the folder the system has for data of programs. Touches no disk. */
export function findLibraryFolder({ environment, platform, home }: Machine = thisMachine()): string {
  const chosen = environment['LIGHTBENCH_HOME'] ?? ''
  if (chosen !== '') return resolve(chosen)
  if (platform === 'win32')
    return win32.join(environment['APPDATA'] || win32.join(home, 'AppData', 'Roaming'), 'Lightbench')
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Lightbench')
  const data = environment['XDG_DATA_HOME'] ?? ''
  // The XDG rules have a relative path ignored.
  return posix.join(posix.isAbsolute(data) ? data : posix.join(home, '.local', 'share'), 'lightbench')
}

/** Makes the library folder for its owner alone; one that is there stays as it is. Throws `output-unwritable`. */
export function ensureLibraryFolder(folder: string): Promise<void> {
  return writingTo(folder, async () => {
    await makeFolder(folder, 0o700)
  })
}

function thisMachine(): Machine {
  return { environment: process.env, platform: process.platform, home: homedir() }
}
