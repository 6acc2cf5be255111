import { randomUUID } from 'node:crypto'
import type { Failure } from '../../../shared/errors.ts'
import type { Desk } from '../../desk/desk.ts'
import { createImportFolder, stopped, type ImportFolder } from './import-folder.ts'
import type { ReceivedFile } from './receive-file.ts'

/** Files on their way from a page into folders below the library, and from there onto the light table. */
export interface Imports {
  /** Says how many files will come, and answers with the id they come under. */
  begin(files: number): Promise<string>
  receive(id: string, file: ReceivedFile): Promise<void>
  /** Adds what arrived to the light table. */
  end(id: string): Promise<void>
  /** Drops everything on its way, and what arrived of it. */
  stop(): Promise<void>
}

export interface ImportsOptions {
  readonly desk: Pick<Desk, 'addPaths' | 'receiving' | 'makeImportFolder'>
  /** Told when a page left without ending what it began. */
  readonly notify: (failure: Failure) => void
  readonly onError: (thrown: unknown) => void
  /** Silence between two files after which the page is taken to have left. */
  readonly idleMs?: number
}

interface Import {
  readonly folder: ImportFolder
  readonly files: number
}

const standardIdleMs = 20_000
const tellEveryMs = 100

export function createImports({ desk, notify, onError, idleMs = standardIdleMs }: ImportsOptions): Imports {
  const imports = new Map<string, Import>()
  let toldMs = 0
  return {
    begin: async (files) => {
      const id = randomUUID()
      const onIdle = (): void => void abandon(id).catch(onError)
      const folder = createImportFolder(await desk.makeImportFolder(), { onProgress: tellSometimes, onIdle, idleMs })
      imports.set(id, { folder, files })
      tell()
      return id
    },
    receive: (id, file) => find(id).folder.receive(file),
    end: async (id) => {
      const paths = await take(id).folder.finish()
      if (paths.length > 0) desk.addPaths(paths)
      tell()
    },
    stop: async () => {
      const taken = [...imports.keys()].map(take)
      if (taken.length === 0) return
      tell()
      await Promise.all(taken.map(({ folder }) => folder.discard()))
    },
  }

  async function abandon(id: string): Promise<void> {
    const { folder, files } = take(id)
    tell()
    const counts = `${folder.arrived.files} of ${files} had arrived`
    notify({ code: 'cancelled', message: `The page that was sending files is gone; ${counts}, and none was added.` })
    await folder.discard()
  }

  function take(id: string): Import {
    const taken = find(id)
    imports.delete(id)
    return taken
  }

  function find(id: string): Import {
    const found = imports.get(id)
    if (found === undefined) throw stopped()
    return found
  }

  function tellSometimes(): void {
    if (performance.now() - toldMs > tellEveryMs) tell()
  }

  function tell(): void {
    toldMs = performance.now()
    const all = [...imports.values()]
    const sum = (count: (one: Import) => number): number => all.reduce((total, one) => total + count(one), 0)
    const files = sum(({ folder }) => folder.arrived.files)
    const bytes = sum(({ folder }) => folder.arrived.bytes)
    desk.receiving(all.length === 0 ? null : { files, of: sum((one) => one.files), bytes })
  }
}
