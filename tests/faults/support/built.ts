import { join } from 'node:path'
import type { ComposeOptions } from '../../../electron/compose.ts'

/** Set in this process and handed on to all it starts. */
const [cli, imageWorker] = ['FAULTS_CLI', 'FAULTS_IMAGE_WORKER']
export const cliSource = join(import.meta.dirname, 'cli.ts')

/** Has all that follows use the programs built into a folder. */
export function useBuilt(folder: string): void {
  process.env[cli] = join(folder, 'cli.mjs')
  process.env[imageWorker] = join(folder, 'image-worker.mjs')
}

/** The built file where there is one; the source for whoever changes it while it is loaded. */
export function cliEntry(isChanged: boolean): string {
  return (isChanged ? undefined : process.env[cli]) ?? cliSource
}

/** The built picture process, where there is one. */
export function imageProcess(): Pick<ComposeOptions, 'imageProcess'> {
  const entryPath = process.env[imageWorker]
  return entryPath === undefined ? {} : { imageProcess: { nodePath: process.execPath, entryPath } }
}

/** How the picture process is told from others by its command. */
export function imageEntry(): string {
  return process.env[imageWorker] ?? 'images/worker/main.ts'
}

/** What a process that is given no other variables needs to find the built picture process. */
export function builtVariables(): Readonly<Record<string, string>> {
  const entryPath = process.env[imageWorker]
  return entryPath === undefined ? {} : { [imageWorker]: entryPath }
}
