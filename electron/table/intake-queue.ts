import type { IntakeState } from '../../shared/ipc/rows.ts'

/** What waits to be taken in. */
export interface Waiting {
  readonly paths: readonly string[]
  /** It came by way of a browser, whose page has asked. */
  readonly isReceived: boolean
  readonly cutOff: NonNullable<IntakeState['last']>['cutOff']
}

export interface IntakeQueue {
  add(waiting: Waiting): void
  /** Takes those in front that are asked about in the same way; empty where nothing waits. */
  take(): readonly Waiting[]
  forget(which: (waiting: Waiting) => boolean): void
}

export function createIntakeQueue(): IntakeQueue {
  let all: readonly Waiting[] = []
  return {
    add: (waiting) => {
      all = [...all, waiting]
    },
    take: () => {
      const end = all.findIndex(({ isReceived }) => isReceived !== all[0]?.isReceived)
      const taken = end === -1 ? all : all.slice(0, end)
      all = all.slice(taken.length)
      return taken
    },
    forget: (which) => {
      all = all.filter((waiting) => !which(waiting))
    },
  }
}
