import type { PowerSaveBlocker } from 'electron'
import type { Desk } from '../../desk/desk.ts'

/** Keeps the machine from falling asleep while items run, and not a moment longer. The display may go dark. */
export function stayAwakeWhileRunning(
  powerSaveBlocker: Pick<PowerSaveBlocker, 'start' | 'stop'>,
  desk: Pick<Desk, 'onActivity'>,
): void {
  let blocker: number | null = null
  desk.onActivity(({ running }) => {
    if (running.length > 0) {
      blocker ??= powerSaveBlocker.start('prevent-app-suspension')
    } else if (blocker !== null) {
      powerSaveBlocker.stop(blocker)
      blocker = null
    }
  })
}
