import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Path of a program of this machine; null where it is not installed. */
export function findTool(name: string): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return join(folder, name)
    } catch {
      continue // Not in this folder.
    }
  }
  return null
}

/** The sentence of a suite that needs a program which is not here. */
export function missing(tool: string, debianPackage = tool): string {
  return `${tool} is not installed (apt-get install ${debianPackage}); nothing was proven`
}
