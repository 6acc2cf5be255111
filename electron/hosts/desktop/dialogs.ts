import { writeFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { BrowserWindow, OpenDialogOptions } from 'electron'
import { AppError } from '../../../shared/errors.ts'
import type { DeskHost } from '../../desk/desk.ts'
import { checkLink } from '../../desk/links.ts'
import { writingTo } from '../../library/output-failure.ts'
import type { DesktopElectron } from './desktop-electron.ts'
import { createFileDialogs } from './file-dialogs.ts'
import type { LastPlaces } from './last-places.ts'
import type { Words } from './words.ts'

interface DialogParts {
  readonly electron: Pick<DesktopElectron, 'dialog' | 'shell'>
  readonly window: () => BrowserWindow | null
  readonly words: () => Words
  /** Told of folders the user chose to add. */
  readonly onAdded: (paths: readonly string[]) => void
  readonly lastPlaces: LastPlaces
}

/** What the system's file dialogs offer first; what a file really is, is decided by its bytes. */
const pictureEndings = ['jpg', 'jpeg', 'png', 'webp', 'avif', 'heic', 'heif', 'tif', 'tiff', 'gif']

/** What the desk asks of this host: dialogs, the file manager, the browser. Paths come from the user or from main. */
export function createDesktopHost({ electron, window, words, onAdded, lastPlaces }: DialogParts): DeskHost {
  const { shell } = electron
  const { choose, chooseFile } = createFileDialogs({ dialog: electron.dialog, window, lastPlaces })
  return {
    kind: 'desktop',
    chooseSources: async (kind) => {
      const paths = await choose(kind, kind === 'files' ? filesOptions(words()) : foldersOptions(words()))
      onAdded(paths)
      return paths
    },
    chooseFolder: async () => {
      const { chooseFolder } = words()
      const [path] = await choose('output', { title: chooseFolder, properties: ['openDirectory', 'createDirectory'] })
      return path ?? null
    },
    chooseFile,
    saveText,
    openFile: async (path) => {
      const problem = await shell.openPath(path)
      if (problem !== '') throw new AppError('file-unreadable', `${basename(path)} cannot be opened: ${problem}`)
    },
    revealFile: (path) => {
      shell.showItemInFolder(path)
      return Promise.resolve()
    },
    moveToBin: async (path) => {
      try {
        await shell.trashItem(path)
      } catch (thrown) {
        throw new AppError('bin-refused', `The bin does not take ${basename(path)}.`, { cause: thrown })
      }
    },
    openLink: async (url) => {
      await shell.openExternal(checkLink(url))
    },
  }

  async function saveText(fileName: string, text: string): Promise<'written' | 'dismissed'> {
    const filePath = await chooseFile(fileName)
    if (filePath === null) return 'dismissed'
    await writingTo(dirname(filePath), () => writeFile(filePath, text))
    return 'written'
  }
}

function filesOptions({ chooseFiles, pictures }: Words): OpenDialogOptions {
  const filters = [{ name: pictures, extensions: pictureEndings }]
  return { title: chooseFiles, properties: ['openFile', 'multiSelections'], filters }
}

function foldersOptions({ chooseFolder }: Words): OpenDialogOptions {
  return { title: chooseFolder, properties: ['openDirectory'] }
}
