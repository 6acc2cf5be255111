import { randomUUID } from 'node:crypto'
import type { Desk } from '../../desk/desk.ts'
import { createImportFolder, stopped, type ImportFolder } from './import-folder.ts'
import { createImportNews } from './import-news.ts'
import { findEarlier, type KnownFile } from './known-files.ts'
import type { ReceivedFile } from './receive-file.ts'

/** Files on their way from a page into folders below the library, and from there onto the light table. */
export interface Imports {
  /**
   * Says how many files will come and what the first of them are, and answers with the id they come under.
   * `isGoingOn`: some of them are here from an earlier time, so it is worth asking which need not come again.
   */
  begin(files: number, first: readonly KnownFile[]): Promise<{ readonly id: string; readonly isGoingOn: boolean }>
  know(id: string, files: readonly KnownFile[]): Promise<readonly boolean[]>
  receive(id: string, file: ReceivedFile): Promise<void>
  /** Adds what arrived to the light table, and says so where it is not all that was to come. */
  end(id: string, ending: { readonly isCutOff: boolean }): Promise<void>
  /** Breaks off whatever is on its way, and adds what arrived of it. */
  stop(): Promise<void>
  /** As `stop`, and for good: whatever wants to begin after it is refused. */
  leave(): Promise<void>
}

export interface ImportsOptions {
  readonly desk: Pick<Desk, 'addReceived' | 'receiving' | 'makeImportFolder' | 'importsFolder'>
  /** Silence between two files after which what arrived is added, because the page may have left. */
  readonly idleMs?: number
}

interface Import {
  readonly folder: ImportFolder
  readonly files: number
  /** It was silent for long, and is not waited for; the page may have slept, and go on. */
  isResting: boolean
}

const standardIdleMs = 20_000

export function createImports({ desk, idleMs = standardIdleMs }: ImportsOptions): Imports {
  const imports = new Map<string, Import>()
  const tell = createImportNews(() => imports.values(), desk)
  let isLeaving = false
  return {
    begin: async (files, first) => {
      const id = randomUUID()
      const earlier = await findEarlier(desk.importsFolder, first)
      if (isLeaving) throw stopped()
      const path = earlier ?? (await desk.makeImportFolder())
      const onIdle = (): void => rest(id)
      const folder = createImportFolder(path, { isNew: earlier === null, onProgress: tell.sometimes, onIdle, idleMs })
      imports.set(id, { folder, files, isResting: false })
      tell.now()
      return { id, isGoingOn: earlier !== null }
    },
    know: (id, files) => wake(id).folder.know(files),
    receive: (id, file) => wake(id).folder.receive(file),
    end: async (id, { isCutOff }) => {
      const ended = findIn(imports, id)
      imports.delete(id)
      await finish(ended, isCutOff)
    },
    stop,
    leave: () => {
      isLeaving = true
      return stop()
    },
  }

  async function stop(): Promise<void> {
    const all = [...imports.values()]
    imports.clear()
    await Promise.all(all.map((one) => finish(one, true)))
  }

  async function finish(one: Import, isCutOff: boolean): Promise<void> {
    try {
      await one.folder.close()
    } finally {
      // What rests was added, and whatever was said of it is old by now.
      if (!one.isResting || !isCutOff) addTo(desk, one, isCutOff)
      tell.now()
    }
  }

  function rest(id: string): void {
    const one = findIn(imports, id)
    one.isResting = true
    addTo(desk, one, true)
    tell.now()
  }

  function wake(id: string): Import {
    const found = findIn(imports, id)
    found.isResting = false
    return found
  }
}

function addTo(desk: Pick<Desk, 'addReceived'>, { folder, files }: Import, isCutOff: boolean): void {
  desk.addReceived(folder.tops(), isCutOff ? { files: folder.arrived.files, of: files } : null)
}

function findIn(imports: ReadonlyMap<string, Import>, id: string): Import {
  const found = imports.get(id)
  if (found === undefined) throw stopped()
  return found
}
