import { stat } from 'node:fs/promises'
import { AppError } from '../../../shared/errors.ts'
import type { CheckOutputs } from '../../../shared/ipc/check-rows.ts'
import type { FolderView } from '../../../shared/ipc/rows.ts'
import type { DeskHost } from '../../desk/desk.ts'
import type { Repairing } from '../../desk/repairing.ts'
import type { Verifying } from '../../desk/verifying.ts'
import type { PathIds } from '../../pictures/path-ids.ts'
import { readTypedPath, refuseTyping } from '../../table/typed-path.ts'
import type { Handlers } from '../dispatch.ts'

interface Dependencies {
  readonly verifying: Verifying
  readonly repairing: Repairing
  readonly paths: Pick<PathIds, 'idOf' | 'find'>
  readonly host: Pick<DeskHost, 'kind' | 'chooseFolder'>
}

/** Whether results still are what was written, and results the library does not know. */
export function createCheckHandlers(dependencies: Dependencies): Pick<Handlers, keyof CheckOutputs> {
  const { verifying, repairing, paths, host } = dependencies
  const find = (id: string): string => paths.find(id)
  return {
    'folders:search': async ({ path }) => {
      if (path !== null) refuseTyping(host)
      const chosen = path === null ? await host.chooseFolder() : readTypedPath(path)
      return chosen === null ? null : viewFolder(chosen, paths)
    },
    'verify:read': () => verifying.state(),
    'verify:start': ({ batchId, lookIn }) => verifying.start({ batchId, lookIn: lookIn.map(find) }),
    'verify:stop': () => verifying.stop(),
    'verify:relink': () => verifying.relink(),
    'repair:read': () => repairing.state(),
    'repair:start': ({ folders }) => repairing.start(folders.map(find)),
    'repair:stop': () => repairing.stop(),
  }
}

/** Only read from, so it may be on a drive that cannot be written to. */
async function viewFolder(path: string, paths: Pick<PathIds, 'idOf'>): Promise<FolderView> {
  const isFolder = await stat(path).then(
    (facts) => facts.isDirectory(),
    () => false,
  )
  if (!isFolder) throw new AppError('invalid-request', `${path} is not a folder that can be read.`)
  return { id: paths.idOf(path), path }
}
