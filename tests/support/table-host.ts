import type { DeskHost } from '../../electron/desk/desk.ts'

/** A host whose dialogs answer what a test says. */
export function createFakeHost(host: Partial<DeskHost> = {}): DeskHost {
  return {
    kind: 'desktop',
    chooseSources: () => Promise.resolve([]),
    chooseFolder: () => Promise.resolve(null),
    chooseFile: () => Promise.resolve(null),
    saveText: () => Promise.resolve('written'),
    openFile: () => Promise.resolve(),
    revealFile: () => Promise.resolve(),
    openLink: () => Promise.resolve(),
    moveToBin: () => Promise.resolve(),
    ...host,
  }
}
