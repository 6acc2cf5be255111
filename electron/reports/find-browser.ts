import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import type { Environment } from '../secrets/environment-keys.ts'

interface Machine {
  readonly platform: NodeJS.Platform
  readonly environment: Environment
}

/** Names a Chromium goes by on the search path, plainest first. */
const commands = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'brave-browser',
]
const macPrograms = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'Brave Browser.app/Contents/MacOS/Brave Browser',
]
const windowsPrograms = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'BraveSoftware\\Brave-Browser\\Application\\brave.exe',
]

/** The first Chromium, Chrome or Edge that is installed where they usually are; null where there is none. */
export async function findBrowser(machine: Machine): Promise<string | null> {
  for (const path of candidates(machine)) if (await isProgram(path)) return path
  return null
}

export function candidates({ platform, environment }: Machine): readonly string[] {
  if (platform === 'darwin') {
    const folders = ['/Applications', ...(environment['HOME'] ? [join(environment['HOME'], 'Applications')] : [])]
    return folders.flatMap((folder) => macPrograms.map((program) => join(folder, program)))
  }
  if (platform === 'win32') {
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => environment[name] ?? [])
    return folders.flatMap((folder) => windowsPrograms.map((program) => `${folder}\\${program}`))
  }
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder.startsWith('/'))
  return commands.flatMap((command) => folders.map((folder) => join(folder, command)))
}

async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}
