import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
/** Root runs Chromium only without its sandbox, and a machine without a screen has no use for the GPU. */
const flags = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']

/** The Chromium of this machine, null where there is none. */
export const chromiumPath: string | null = findChromium()

if (chromiumPath === null) {
  process.stderr.write('Tests in a browser are skipped: there is no chromium or google-chrome on this machine.\n')
}

/**
 * Starts this machine's Chromium without a window; the caller closes it. Tests ask `chromiumPath` first and are skipped
 * where it is null: `describe.skipIf(chromiumPath === null)`.
 */
export async function launchChromium(extraFlags: readonly string[] = []): Promise<Browser> {
  if (chromiumPath === null) throw new Error('There is no Chromium on this machine.')
  return chromium.launch({ executablePath: chromiumPath, headless: true, args: [...flags, ...extraFlags] })
}

function findChromium(): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/local/bin', '/usr/bin', '/snap/bin']
  const paths = names.flatMap((name) => folders.filter((folder) => folder !== '').map((folder) => join(folder, name)))
  return paths.find(isExecutable) ?? null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false // Not in this folder.
  }
}
