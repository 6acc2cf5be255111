import type { MessageBoxOptions } from 'electron'
import { toFailure } from '../../../shared/errors.ts'
import { outputFailure } from '../../library/output-failure.ts'
import type { Logger } from '../../log/logger.ts'
import type { DesktopElectron } from './desktop-electron.ts'
import type { Relaunch } from './relaunch.ts'
import { wordsFor, type Words } from './words.ts'

export interface Backups {
  /** When the newest backup of a library was made; null where there is none. */
  newest(libraryFolder: string): Date | null
  /** Puts the newest backup in the library's place. */
  restore(libraryFolder: string): Promise<void>
}

type Shown = Pick<DesktopElectron, 'app' | 'dialog'>

/** What a start has come to when it fails; the latter parts once the library is found. */
interface FailedStart {
  readonly electron: Shown
  readonly backups: Backups
  readonly libraryFolder?: string
  readonly log?: Pick<Logger, 'error' | 'flush'>
  readonly relaunch?: Relaunch
}

/** Ends the start in words; a damaged library can be replaced by its newest backup on the way. */
export async function giveUp(thrown: unknown, start: FailedStart): Promise<void> {
  const { electron, libraryFolder, log } = start
  const { app, dialog } = electron
  const failure = toFailure(libraryFolder === undefined ? thrown : outputFailure(thrown, libraryFolder))
  log?.error('The start failed', thrown)
  await log?.flush()
  // Linux shows nothing before.
  await app.whenReady()
  const words = wordsFor(null, app.getLocale())
  const text = `${words.failed(failure)}\n\n${words.atStart.next(failure.code)}`
  const madeAt = failure.code === 'library-damaged' ? newestBackup(start) : null
  if (madeAt === null) dialog.showErrorBox(words.cannotStart, text)
  else if (await wantsBackup(electron, { words, text, madeAt })) return putBack(start)
  app.exit(1)
}

/** Without Chromium's sandbox a page that was taken over would reach everything the user can. */
export async function refuseUnguarded({ app, dialog }: Shown): Promise<void> {
  await app.whenReady()
  const { cannotStart, atStart } = wordsFor(null, app.getLocale())
  dialog.showErrorBox(cannotStart, atStart.noSandbox)
  app.exit(1)
}

function newestBackup({ backups, libraryFolder, relaunch, log }: FailedStart): Date | null {
  if (libraryFolder === undefined || relaunch === undefined) return null
  try {
    return backups.newest(libraryFolder)
  } catch (thrown) {
    log?.error('The backups cannot be listed', thrown)
    return null
  }
}

interface Offer {
  readonly words: Words
  readonly text: string
  readonly madeAt: Date
}

async function wantsBackup({ app, dialog }: Shown, { words, text, madeAt }: Offer): Promise<boolean> {
  const { restore, quit, newestBackup } = words.atStart
  const when = madeAt.toLocaleString(app.getLocale(), { dateStyle: 'long', timeStyle: 'short' })
  const options: MessageBoxOptions = {
    type: 'error',
    message: words.cannotStart,
    detail: `${text}\n\n${newestBackup(when)}`,
    buttons: [restore, quit],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  }
  return (await dialog.showMessageBox(options)).response === 0
}

/** A failure is shown as any other, with nothing more to press. */
async function putBack(start: FailedStart): Promise<void> {
  const { electron, backups, libraryFolder, relaunch } = start
  if (libraryFolder === undefined || relaunch === undefined) return
  try {
    await backups.restore(libraryFolder)
  } catch (thrown) {
    return giveUp(thrown, { ...start, backups: { ...backups, newest: () => null } })
  }
  relaunch([])
  electron.app.exit(0)
}
