import type { Desk } from '../../desk/desk.ts'
import type { ImportFolder } from './import-folder.ts'

/** An import as it is told of. */
export interface ToldImport {
  readonly folder: Pick<ImportFolder, 'arrived'>
  readonly files: number
  /** It is not waited for. */
  readonly isResting: boolean
}

const tellEveryMs = 100

/** Says how far all imports together are: `now` at once, `sometimes` at most ten times a second. */
export function createImportNews(imports: () => Iterable<ToldImport>, desk: Pick<Desk, 'receiving'>) {
  let toldMs = 0
  return {
    now,
    sometimes: (): void => {
      if (performance.now() - toldMs > tellEveryMs) now()
    },
  }

  function now(): void {
    toldMs = performance.now()
    const all = [...imports()].filter(({ isResting }) => !isResting)
    const sum = (count: (one: ToldImport) => number): number => all.reduce((total, one) => total + count(one), 0)
    const files = sum(({ folder }) => folder.arrived.files)
    const bytes = sum(({ folder }) => folder.arrived.bytes)
    desk.receiving(all.length === 0 ? null : { files, of: sum((one) => one.files), bytes })
  }
}
