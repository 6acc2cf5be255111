import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import type { DeskHost } from '../../desk/desk.ts'
import { reasonOf } from '../../library/inspect-file.ts'
import { createKeyedQueue } from '../../library/keyed-queue.ts'
import { writingTo } from '../../library/output-failure.ts'
import { completePath } from '../../table/complete-path.ts'
import type { Intake } from '../../table/intake.ts'
import { writeSamplePictures } from '../../table/samples/sample-pictures.ts'
import { readTypedPath, refuseTyping } from '../../table/typed-path.ts'
import type { Handlers } from '../dispatch.ts'

interface Dependencies {
  readonly intake: Intake
  readonly host: Pick<DeskHost, 'kind' | 'chooseSources'>
  readonly libraryFolder: string
}

type IntakeHandlers = Pick<
  Handlers,
  | 'intake:read'
  | 'intake:choose'
  | 'intake:add-typed'
  | 'intake:complete'
  | 'intake:samples'
  | 'intake:confirm'
  | 'intake:stop'
>

export function createIntakeHandlers({ intake, host, libraryFolder }: Dependencies): IntakeHandlers {
  // Somebody who is impatient presses the button twice.
  const samples = createKeyedQueue()
  return {
    'intake:read': () => intake.state(),
    'intake:choose': async ({ kind }) => intake.add(await host.chooseSources(kind)),
    'intake:add-typed': async ({ path: text }) => {
      refuseTyping(host)
      const path = readTypedPath(text)
      await refuseMissing(path)
      intake.add([path])
    },
    'intake:complete': ({ text }) => {
      refuseTyping(host)
      return completePath(text)
    },
    'intake:samples': async () => {
      const folder = join(libraryFolder, 'samples')
      await samples.run(folder, () => writingTo(folder, () => writeSamplePictures(folder)))
      intake.add([folder])
    },
    'intake:confirm': () => intake.confirm(),
    'intake:stop': () => intake.stop(),
  }
}

/** Said at once, because whoever types sees his mistake then. */
async function refuseMissing(path: string): Promise<void> {
  try {
    await stat(path)
  } catch (thrown) {
    const isMissing = reasonOf(thrown, path) === 'missing'
    if (isMissing) throw new AppError('file-missing', `There is no file or folder ${path}.`, { cause: thrown })
    throw new AppError('file-unreadable', `${path} cannot be read.`, { cause: thrown })
  }
}
