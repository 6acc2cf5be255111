import { type FileSystem, nodeFileSystem, type OpenFile } from '../../electron/library/file-system.ts'

export interface Faults {
  /** The call that fails, counted from 0 over all calls; none when left out. */
  readonly failAt?: number
  /** Every later call fails as well, as when the drive is pulled or the process dies. */
  readonly staysBroken?: boolean
  readonly code?: string
  /** Only this call is counted and can fail. */
  readonly only?: string
  /** Writes accept at most this many bytes. */
  readonly shortWrites?: number
  /** Syncs succeed, but the file then has this many bytes. */
  readonly lyingSize?: bigint
  /** Answers `link` with this code, as drives do that know no links. */
  readonly linkCode?: string
  readonly isWindows?: boolean
}

export interface FaultyFileSystem extends FileSystem {
  /** Names of the calls made so far, failed ones included. */
  readonly calls: readonly string[]
}

/** The real file system, with chosen calls failing. */
export function createFaultyFileSystem(faults: Faults = {}): FaultyFileSystem {
  const calls: string[] = []
  const fileSystem = nodeFileSystem

  async function call<T>(name: string, work: () => Promise<T>): Promise<T> {
    if (faults.only !== undefined && faults.only !== name) return work()
    const position = calls.push(name) - 1
    const { failAt = Infinity, staysBroken = false, code = 'EIO' } = faults
    if (position === failAt || (staysBroken && position > failAt)) throw systemError(code)
    return work()
  }

  function wrap(file: OpenFile): OpenFile {
    return {
      read: (...args) => call('read', () => file.read(...args)),
      write: (...[buffer, offset, length, position]) =>
        call('write', () => file.write(buffer, offset, Math.min(length, faults.shortWrites ?? length), position)),
      sync: () => call('sync', () => file.sync()),
      stat: (options) =>
        call('fstat', async () => {
          const facts = await file.stat(options)
          if (faults.lyingSize !== undefined) facts.size = faults.lyingSize
          return facts
        }),
      // The descriptor is closed even where closing is made to fail.
      close: async () => {
        await file.close()
        await call('close', () => Promise.resolve())
      },
    }
  }

  return {
    calls,
    isWindows: faults.isWindows ?? false,
    open: (...args) => call('open', async () => wrap(await fileSystem.open(...args))),
    makeFolder: (...args) => call('makeFolder', () => fileSystem.makeFolder(...args)),
    readFolder: (path) => call('readFolder', () => fileSystem.readFolder(path)),
    stat: (path) => call('stat', () => fileSystem.stat(path)),
    lstat: (path) => call('lstat', () => fileSystem.lstat(path)),
    realPath: (path) => call('realPath', () => fileSystem.realPath(path)),
    link: (from, to) =>
      call('link', () =>
        faults.linkCode === undefined ? fileSystem.link(from, to) : Promise.reject(systemError(faults.linkCode)),
      ),
    rename: (from, to) => call('rename', () => fileSystem.rename(from, to)),
    unlink: (path) => call('unlink', () => fileSystem.unlink(path)),
    freeBytes: (folder) => fileSystem.freeBytes(folder),
  }
}

export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: made to fail`), { code })
}
