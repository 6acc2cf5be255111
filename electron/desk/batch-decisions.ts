import type { Inputs } from '../../shared/ipc/inputs.ts'
import { checkPrompt } from '../../shared/models/prompt.ts'
import { AppError } from '../../shared/errors.ts'
import type { App } from '../app.ts'
import { readCap } from '../batches/plan/read-cap.ts'
import type { ChosenItems } from '../batches/decisions.ts'
import { modelOf } from '../batches/model-of.ts'
import type { Batch } from '../history/batches.ts'
import { makeFolder } from '../library/file-system.ts'
import { writingTo } from '../library/output-failure.ts'
import { checkOutputFolder } from '../library/output-folder.ts'
import type { Only } from './run-queue.ts'
import type { Runs } from './runs.ts'

/**
 * What the user decides about a batch that was started.
 *
 * No decision about some pictures sends others: in a batch that is stopped with pictures that were never sent, `retry`
 * and `send-again` send just the ones they are about, and `look-again` sends none. All of them collect what is paid for.
 * Only `resume` sends the rest. Where nothing was left unsent, or the batch runs, there is nothing to hold back.
 */
export interface BatchDecisions {
  /** How many failed items run again, with another prompt where one is given. */
  retry(input: Inputs['batches:retry']): number
  /** How many unanswered items were moved. */
  resolve(input: Inputs['batches:resolve']): number
  /** Holds for what is reserved from now on. */
  setCap(input: Inputs['batches:set-cap']): void
  /** For results that are not in their place yet. Throws `invalid-request` for a batch that runs or waits for its turn. */
  setFolder(id: string, folder: string): Promise<void>
}

interface Dependencies {
  readonly app: App
  readonly runs: Pick<Runs, 'activityOf' | 'isGoing' | 'goOn' | 'underLease'>
  readonly onChanged: (batchId: string) => void
}

export function createBatchDecisions(dependencies: Dependencies): BatchDecisions {
  const { app, runs, onChanged } = dependencies
  const { engine } = app
  const { batches, decisions } = engine
  return {
    retry: ({ id, items, prompt }) => {
      const batch = batches.get(id)
      if (prompt !== null) checkPrompt(modelOf(batch), prompt)
      const chosen = toChosen(items)
      return decide(dependencies, {
        batch,
        only: () => idsOf(app, { batch, status: 'failed', chosen }),
        move: () => decisions.retryFailed(batch, prompt, chosen),
      })
    },
    resolve: ({ id, items, decision }) => {
      const batch = batches.get(id)
      const chosen = toChosen(items)
      if (decision === 'give-up') return giveUp(dependencies, batch, chosen)
      const isLooking = decision === 'look-again'
      return decide(dependencies, {
        batch,
        only: () => (isLooking ? new Set() : idsOf(app, { batch, status: 'unresolved', chosen })),
        move: () => (isLooking ? decisions.lookAgain(batch, chosen) : decisions.sendAgain(batch, chosen)),
      })
    },
    setCap: ({ id, cap }) => {
      batches.setCap(batches.get(id).id, cap === null ? null : readCap(cap))
      onChanged(id)
    },
    setFolder: async (id, folder) => {
      await checkOutputFolder(folder)
      refuseRunning(batches.get(id), runs)
      // A batch that has begun finds its folder and never makes it, so one that is chosen later is made now.
      await writingTo(folder, () => makeFolder(folder))
      runs.underLease(() => batches.setOutputFolder(id, folder))
      onChanged(id)
    },
  }
}

interface Decision {
  readonly batch: Batch
  /** What may be sent where the rest must not be. */
  readonly only: () => ReadonlySet<string>
  readonly move: () => number
}

function decide({ app, runs, onChanged }: Dependencies, { batch, only, move }: Decision): number {
  return runs.underLease(() => {
    const isFree = runs.isGoing(batch.id) || app.engine.views.unsent(batch.id) === 0
    const limited: Only = isFree ? null : only()
    const moved = move()
    if (moved > 0) runs.goOn(batch.id, limited)
    onChanged(batch.id)
    return moved
  })
}

function giveUp({ app, runs, onChanged }: Dependencies, batch: Batch, chosen: ChosenItems): number {
  return runs.underLease(() => {
    const moved = app.engine.decisions.giveUp(batch, chosen)
    if (runs.activityOf(batch.id) === 'none') app.engine.settle(batch.id)
    onChanged(batch.id)
    return moved
  })
}

interface Chosen {
  readonly batch: Batch
  readonly status: 'failed' | 'unresolved'
  readonly chosen: ChosenItems
}

function idsOf({ database }: App, { batch, status, chosen }: Chosen): ReadonlySet<string> {
  const rows = database.all<{ id: string }>('SELECT id FROM item WHERE batch_id = :batchId AND status = :status', {
    batchId: batch.id,
    status,
  })
  return new Set(rows.map(({ id }) => id).filter((id) => chosen === null || chosen.has(id)))
}

function refuseRunning({ id, status }: Batch, runs: Dependencies['runs']): void {
  if (status === 'done' || status === 'cancelled') throw new AppError('invalid-request', 'This batch is finished.')
  if (runs.activityOf(id) === 'none') return
  throw new AppError('invalid-request', 'Pause the batch before you choose another folder for its results.')
}

function toChosen(items: readonly string[] | null): ChosenItems {
  return items === null ? null : new Set(items)
}
