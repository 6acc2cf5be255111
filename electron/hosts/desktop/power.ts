import type { PowerSaveBlocker } from 'electron'
import type { BatchRow } from '../../../shared/ipc/rows.ts'
import type { Desk } from '../../desk/desk.ts'

/**
 * Keeps the machine from falling asleep while items run, and not a moment longer: not for batches that wait, maybe all
 * night, for the network or for another process. The display may go dark.
 */
export function stayAwakeWhileRunning(
  powerSaveBlocker: Pick<PowerSaveBlocker, 'start' | 'stop'>,
  desk: Pick<Desk, 'onActivity'>,
): void {
  let blocker: number | null = null
  desk.onActivity(({ running }) => {
    if (running.some(isEdited)) {
      blocker ??= powerSaveBlocker.start('prevent-app-suspension')
    } else if (blocker !== null) {
      powerSaveBlocker.stop(blocker)
      blocker = null
    }
  })
}

/** Something of it is being sent, collected or written, rather than waiting for its turn. */
export function isEdited({ activity }: Pick<BatchRow, 'activity'>): boolean {
  return activity === 'running' || activity === 'stopping'
}
