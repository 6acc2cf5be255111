import type { Notification as ElectronNotification } from 'electron'
import type { BatchRow } from '../../../shared/ipc/rows.ts'
import type { Desk } from '../../desk/desk.ts'
import type { Logger } from '../../log/logger.ts'
import type { DesktopElectron } from './desktop-electron.ts'
import type { SettingsWatch } from './settings-watch.ts'
import type { Words } from './words.ts'

interface NotificationParts {
  readonly Notification: DesktopElectron['Notification']
  readonly desk: Pick<Desk, 'onEvent'>
  readonly settings: Pick<SettingsWatch, 'current'>
  readonly words: () => Words
  readonly isFocused: () => boolean
  /** Leaving stops what runs, and whoever asked for it need not be told. */
  readonly isLeaving: () => boolean
  /** Brings the window to the front with the batch in view. */
  readonly onClick: (batchId: string) => void
  readonly log: Pick<Logger, 'warn'>
}

/** Says when a batch that ran here ends or stops, to someone who is looking elsewhere and wants to be told. */
export function notifyOfEnds(parts: NotificationParts): void {
  const { Notification, desk, settings, words, log } = parts
  const running = new Set<string>()
  // The system forgets a notification nobody refers to, and its click with it.
  const shown = new Set<ElectronNotification>()
  let hasFailed = false
  desk.onEvent((event) => {
    if (event.name !== 'batch') return
    const { row } = event.payload
    if (row.activity !== 'none') running.add(row.id)
    else if (running.delete(row.id)) tell(row)
  })

  function tell(row: BatchRow): void {
    const isWanted = settings.current()?.notifications === true && Notification.isSupported()
    if (!isWanted || parts.isFocused() || parts.isLeaving() || row.status === 'cancelled') return
    const notification = new Notification(wordsOf(row, words()))
    shown.add(notification)
    notification.on('close', () => shown.delete(notification))
    notification.on('click', () => {
      shown.delete(notification)
      parts.onClick(row.id)
    })
    notification.on('failed', (_event, reason) => {
      shown.delete(notification)
      if (!hasFailed) log.warn('The system shows no notifications', reason)
      hasFailed = true
    })
    notification.show()
  }
}

function wordsOf(row: BatchRow, { ended }: Words): { readonly title: string; readonly body: string } {
  const { done = 0, failed = 0, unresolved = 0 } = row.counts
  if (row.status !== 'paused') return { title: ended.title(row.number), body: ended.body({ done, failed, unresolved }) }
  const body = row.pause === null ? ended.body({ done, failed, unresolved }) : ended.pausedBody(row.pause)
  return { title: ended.pausedTitle(row.number), body }
}
