import { goingOn, type ItemStatus } from '../../shared/domain/item.ts'
import { nanoUsd, noMoney, timesMoney, type NanoUsd } from '../../shared/domain/money.ts'
import type { Failure } from '../../shared/errors.ts'
import type { BatchRow } from '../../shared/ipc/rows.ts'
import type { App } from '../app.ts'
import type { Batch } from '../history/batches.ts'
import type { Database } from '../history/database.ts'
import type { PictureIds } from '../pictures/picture-ids.ts'
import type { Paces } from './pace.ts'
import type { Runs } from './runs.ts'
import type { Tallies } from './tallies.ts'

/** Batches as the page sees them. */
export interface BatchRows {
  of(batch: Batch): BatchRow
}

interface Dependencies {
  readonly app: Pick<App, 'database' | 'ledger'>
  readonly tallies: Pick<Tallies, 'of'>
  readonly pictures: Pick<PictureIds, 'idOf'>
  readonly runs: Pick<Runs, 'activityOf' | 'busyElsewhere'>
  readonly paces: Pick<Paces, 'leftMs'>
}

const fewPictures = 4

export function createBatchRows({ app, tallies, pictures, runs, paces }: Dependencies): BatchRows {
  const { database, ledger } = app
  return {
    of: (batch) => {
      const { counts, unsent } = tallies.of(batch.id)
      const activity = runs.activityOf(batch.id)
      const { perItem } = batch.quote.price
      return {
        id: batch.id,
        number: batch.number,
        mode: batch.mode,
        model: batch.model,
        prompt: batch.recipe.prompt,
        status: batch.status,
        pause: activity === 'waiting' ? (busyReason(runs.busyElsewhere()) ?? batch.pause) : batch.pause,
        counts,
        total: sumOf(counts),
        ...ledger.batchSpend(batch.mode, batch.id),
        atStake: (counts.unresolved ?? 0) === 0 ? noMoney : readStake(database, batch.id),
        toSpend: isOver(batch) ? noMoney : timesMoney(perItem, unsent),
        perItem,
        worstCase: batch.quote.worstCase,
        cap: batch.cap,
        outputFolder: batch.outputFolder,
        createdAt: batch.createdAt,
        finishedAt: batch.finishedAt,
        activity,
        etaMs: activity === 'running' ? paces.leftMs(batch.id, countGoingOn(counts)) : null,
        pictures: readFirst(database, batch.id).map((picture) => pictures.idOf(picture)),
      }
    },
  }
}

type Counts = BatchRow['counts']

export function sumOf(counts: Counts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

/** Items that go on by themselves while their batch runs. */
export function countGoingOn(counts: Counts): number {
  return goingOn.reduce((sum: number, status: ItemStatus) => sum + (counts[status] ?? 0), 0)
}

function busyReason(holder: string | null): Failure | null {
  if (holder === null) return null
  const message = `The library is being used by ${holder}. The batch goes on by itself when it is free.`
  return { code: 'library-busy', message }
}

function isOver({ status }: Batch): boolean {
  return status === 'done' || status === 'cancelled'
}

function readStake(database: Database, batchId: string): NanoUsd {
  const found = database.get<{ stake: number }>(
    `SELECT coalesce(sum(attempt.price_nano), 0) AS stake FROM item JOIN attempt ON attempt.item_id = item.id
     WHERE item.batch_id = :batchId AND item.status = 'unresolved' AND attempt.state = 'unresolved'`,
    { batchId },
  )
  return nanoUsd(found?.stake ?? 0)
}

function readFirst(database: Database, batchId: string): { readonly path: string }[] {
  return database.all(
    `SELECT source.path FROM item JOIN source ON source.id = item.source_id
     WHERE item.batch_id = :batchId ORDER BY item.position LIMIT ${fewPictures}`,
    { batchId },
  )
}
