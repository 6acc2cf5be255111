import type { Selection } from '../../../shared/ipc/inputs.ts'
import type { FolderView } from '../../../shared/ipc/rows.ts'
import type { DeskHost } from '../../desk/desk.ts'
import { checkOutputFolder } from '../../library/output-folder.ts'
import type { PathIds } from '../../pictures/path-ids.ts'
import { readTypedPath, refuseTyping } from '../../table/typed-path.ts'
import type { Handlers } from '../dispatch.ts'

interface Dependencies {
  readonly paths: Pick<PathIds, 'idOf' | 'find'>
  readonly host: Pick<DeskHost, 'kind' | 'chooseFolder'>
  readonly defaultFolderOf: (selection: Selection) => Promise<string>
}

/** Folders results go to. One that can hardly be written to is refused while it is being chosen. */
export function createFolderHandlers({
  paths,
  host,
  defaultFolderOf,
}: Dependencies): Pick<Handlers, 'folders:choose' | 'folders:typed' | 'folders:check' | 'folders:default'> {
  return {
    'folders:choose': async () => {
      const path = await host.chooseFolder()
      return path === null ? null : view(path)
    },
    'folders:typed': async ({ path }) => {
      refuseTyping(host)
      return view(readTypedPath(path))
    },
    'folders:check': ({ id }) => checkOutputFolder(paths.find(id)),
    'folders:default': ({ selection }) => defaultFolderOf(selection),
  }

  async function view(path: string): Promise<FolderView> {
    await checkOutputFolder(path)
    return { id: paths.idOf(path), path }
  }
}
