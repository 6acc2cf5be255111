import { join } from 'node:path'
import type { BrowserWindow, Dialog, OpenDialogOptions } from 'electron'
import type { LastPlaces, PlaceKind } from './last-places.ts'

interface FileDialogParts {
  readonly dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>
  readonly window: () => BrowserWindow | null
  readonly lastPlaces: LastPlaces
}

/** The system's dialogs, each starting where something of its kind was chosen last: Electron begins in Downloads each time. */
export function createFileDialogs({ dialog, window, lastPlaces }: FileDialogParts) {
  return { choose, chooseFile }

  /** Empty where nothing was chosen. */
  async function choose(kind: PlaceKind, titled: OpenDialogOptions): Promise<readonly string[]> {
    const parent = window()
    const folder = lastPlaces.of(kind)
    const options = folder === null ? titled : { ...titled, defaultPath: folder }
    const { canceled, filePaths } =
      parent === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(parent, options)
    if (canceled) return []
    lastPlaces.note(kind, filePaths)
    return filePaths
  }

  /** Where a new file shall be; null where that was not said. */
  async function chooseFile(suggestedName: string): Promise<string | null> {
    const parent = window()
    const options = { defaultPath: join(lastPlaces.of('save') ?? '', suggestedName) }
    const { canceled, filePath } =
      parent === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(parent, options)
    if (canceled || filePath === '') return null
    lastPlaces.note('save', [filePath])
    return filePath
  }
}
