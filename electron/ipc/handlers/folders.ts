import type { FolderView } from '../../../shared/ipc/rows.ts'
import type { DeskHost } from '../../desk/desk.ts'
import { checkOutputFolder } from '../../library/output-folder.ts'
import type { PathIds } from '../../pictures/path-ids.ts'
import { readTypedPath, refuseTyping } from '../../table/typed-path.ts'
import type { Handlers } from '../dispatch.ts'

interface Dependencies {
  readonly paths: Pick<PathIds, 'idOf'>
  readonly host: Pick<DeskHost, 'kind' | 'chooseFolder'>
}

/** Folders results go to. One that can hardly be written to is refused while it is being chosen. */
export function createFolderHandlers({
  paths,
  host,
}: Dependencies): Pick<Handlers, 'folders:choose' | 'folders:typed'> {
  return {
    'folders:choose': async () => {
      const path = await host.chooseFolder()
      return path === null ? null : view(path)
    },
    'folders:typed': async ({ path }) => {
      refuseTyping(host)
      return view(readTypedPath(path))
    },
  }

  async function view(path: string): Promise<FolderView> {
    await checkOutputFolder(path)
    return { id: paths.idOf(path), path }
  }
}
