import type { BrowserWindow, Dialog, MessageBoxOptions } from 'electron'
import type { Desk } from '../../desk/desk.ts'
import type { Logger } from '../../log/logger.ts'
import type { Platform } from './desktop-electron.ts'
import type { Leaving } from './leaving.ts'
import { isEdited } from './power.ts'
import type { Words } from './words.ts'

interface Preventable {
  preventDefault(): void
}

export interface Closing {
  /** The window is about to close. While something runs it stays, and the user is asked. */
  windowCloses(event: Preventable): void
  /** Windows ends the session in a moment, and lets us journal first where something runs. */
  sessionEnds(event: Preventable): void
  /** The app is about to quit. It quits once everything is journalled, and not before. */
  appQuits(event: Preventable): void
  /** The window is seen again, so nothing runs in the background any more. */
  windowShown(): void
}

interface ClosingParts {
  readonly dialog: Pick<Dialog, 'showMessageBox'>
  readonly platform: Platform
  /** The window, while there is one. */
  readonly window: () => BrowserWindow | null
  readonly words: () => Words
  readonly log: Pick<Logger, 'error'>
  readonly desk: Pick<Desk, 'onActivity'>
  readonly leaving: Leaving
}

const answers = ['keepRunning', 'pauseAndQuit', 'cancel'] as const

/** Decides what closing and quitting mean while batches run, or wait to. */
export function createClosing(parts: ClosingParts): Closing {
  const { platform, window, log, desk, leaving } = parts
  let isAsking = false
  let isInBackground = false
  let isRunning = false
  let isWaiting = false
  desk.onActivity(({ running }) => {
    isRunning = running.length > 0
    isWaiting = !running.some(isEdited)
    if (!isRunning && isInBackground) endBackground()
  })
  return {
    windowCloses: (event) => {
      if (leaving.isDone()) return
      if (isRunning || isAsking || leaving.hasBegun()) event.preventDefault()
      if (isRunning) void ask()
    },
    sessionEnds: (event) => {
      if (leaving.isDone()) return
      if (isRunning || leaving.hasBegun()) event.preventDefault()
      // Windows lets nobody hold it up without a window that is seen.
      void leaving.leave({ hidesWindow: false })
    },
    appQuits: (event) => {
      if (leaving.isDone()) return
      event.preventDefault()
      if (isRunning || isAsking) void ask()
      else void leaving.leave()
    },
    windowShown: () => {
      isInBackground = false
    },
  }

  async function ask(): Promise<void> {
    if (isAsking || leaving.hasBegun()) return
    isAsking = true
    const answer = await question(parts, isWaiting).catch((thrown: unknown) => {
      log.error('The question before closing cannot be shown', thrown)
      return 'cancel' as const // Whoever cannot be asked has not agreed to anything.
    })
    isAsking = false
    // The system may have made us leave meanwhile.
    if (leaving.hasBegun()) return
    if (answer === 'pauseAndQuit') await leaving.leave()
    if (answer === 'keepRunning') goToBackground()
  }

  function goToBackground(): void {
    isInBackground = true
    window()?.hide()
    if (!isRunning) endBackground()
  }

  /** On macOS an app without a window stays in the dock; elsewhere nobody would see that it is still there. */
  function endBackground(): void {
    isInBackground = false
    if (platform !== 'darwin') void leaving.leave()
  }
}

async function question(
  { dialog, window, words }: ClosingParts,
  isWaiting: boolean,
): Promise<(typeof answers)[number]> {
  const { closing } = words()
  const options: MessageBoxOptions = {
    type: 'question',
    message: isWaiting ? closing.waiting : closing.question,
    detail: isWaiting ? closing.waitingDetail : closing.detail,
    buttons: answers.map((answer) => closing[answer]),
    defaultId: answers.indexOf('keepRunning'),
    cancelId: answers.indexOf('cancel'),
    noLink: true,
  }
  const parent = window()
  const { response } =
    parent?.isVisible() === true ? await dialog.showMessageBox(parent, options) : await dialog.showMessageBox(options)
  return answers[response] ?? 'cancel'
}
