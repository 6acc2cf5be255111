import { join } from 'node:path'
import type { Platform } from './desktop-electron.ts'

export interface ProgramPaths {
  /** The page as it was built. */
  readonly page: string
  readonly preload: string
  /** A plain Node: on Linux the picture library must never be loaded into a process of Electron's. */
  readonly node: string
  readonly imageWorker: string
  readonly keychainProcess: string
  /** A thread of the main process, and so beside it in the archive, which Electron reads for threads too. */
  readonly historyReader: string
}

interface Place {
  /** Where the bundle of the main process lies: `out/main`. */
  readonly mainFolder: string
  readonly isPackaged: boolean
  /** Where Electron keeps the app's archive and what was packed beside it. */
  readonly resources: string
  readonly platform: Platform
}

/**
 * Where everything lies that is started or read. Plain Node cannot look into the archive, so that in a package its
 * programs lie unpacked beside it, with the native modules they load.
 */
export function programPaths({ mainFolder, isPackaged, resources, platform }: Place): ProgramPaths {
  const out = join(mainFolder, '..')
  const workers = isPackaged ? join(resources, 'app.asar.unpacked', 'out', 'workers') : join(out, 'workers')
  const nodeFolder = isPackaged ? join(resources, 'node') : join(out, '..', 'node_modules', 'node', 'bin')
  return {
    page: join(out, 'renderer'),
    preload: join(out, 'preload', 'preload.cjs'),
    node: join(nodeFolder, platform === 'win32' ? 'node.exe' : 'node'),
    imageWorker: join(workers, 'image-worker.mjs'),
    keychainProcess: join(workers, 'keychain-process.mjs'),
    historyReader: join(mainFolder, 'history-reader.cjs'),
  }
}
