import type { IpcMain } from 'electron'
import { z } from 'zod'
import { AppError, toFailure, type Failure } from '../../../shared/errors.ts'
import { channelNames } from '../../../shared/ipc/channels.ts'
import type { Result } from '../../../shared/result.ts'
import type { Desk } from '../../desk/desk.ts'
import type { Logger } from '../../log/logger.ts'
import { droppedChannel } from './names.ts'
import type { IsTrusted } from './sender-guard.ts'

interface IpcParts {
  readonly ipcMain: Pick<IpcMain, 'handle'>
  readonly desk: Pick<Desk, 'dispatch' | 'addPaths'>
  readonly isTrusted: IsTrusted
  /** The page listens: it asks for what it has missed only once it does. */
  readonly onPageListens: () => void
  readonly log: Pick<Logger, 'error' | 'warn'>
}

const droppedPaths = z.array(z.string().max(32_768)).min(1).max(100_000)

/** Registers every channel there is, once for the life of the process. A call from anywhere else is refused by throwing. */
export function registerIpc({ ipcMain, desk, isTrusted, onPageListens, log }: IpcParts): void {
  for (const channel of channelNames) handle(channel, (input) => answer(channel, input))
  handle(droppedChannel, (input) => Promise.resolve(addDropped(input)))

  function handle(channel: string, answer: (input: unknown) => Promise<unknown>): void {
    ipcMain.handle(channel, (event, input: unknown) => {
      if (isTrustedSafely(event)) return answer(input)
      log.warn(`A call of ${channel} was refused: it does not come from our page.`)
      throw new Error(`${channel} was refused.`)
    })
  }

  function answer(channel: (typeof channelNames)[number], input: unknown): Promise<unknown> {
    if (channel === 'intake:read') onPageListens()
    return desk.dispatch(channel, input)
  }

  function isTrustedSafely(event: Parameters<IsTrusted>[0]): boolean {
    try {
      return isTrusted(event)
    } catch {
      return false // Electron throws when asked about a frame that is gone.
    }
  }

  function addDropped(input: unknown): Result<void, Failure> {
    try {
      addPaths(input)
      return { ok: true, value: undefined }
    } catch (thrown) {
      if (!(thrown instanceof AppError)) log.error('Dropped files cannot be added', thrown)
      return { ok: false, error: toFailure(thrown) }
    }
  }

  function addPaths(input: unknown): void {
    const { data, error } = droppedPaths.safeParse(input)
    if (data === undefined) throw new AppError('invalid-request', 'These files cannot be added.', { cause: error })
    const paths = data.filter((path) => path !== '')
    if (paths.length > 0) desk.addPaths(paths)
    const missing = data.length - paths.length
    if (missing === 0) return
    const what = missing === 1 ? 'One of them is' : `${missing} of them are`
    throw new AppError('invalid-request', `${what} not on this computer's disk. Save it as a file first.`)
  }
}
