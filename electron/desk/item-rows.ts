import type { Failure } from '../../shared/errors.ts'
import { nanoUsd, noMoney, type NanoUsd } from '../../shared/domain/money.ts'
import type { AttemptRow, ItemDetails, ItemRow } from '../../shared/ipc/rows.ts'
import { AppError } from '../../shared/errors.ts'
import type { App } from '../app.ts'
import type { Database } from '../history/database.ts'
import type { Item } from '../history/items.ts'
import type { PictureIds } from '../pictures/picture-ids.ts'
import { createOutputRows } from './output-rows.ts'

/** Items as the page sees them, read in a few queries however many they are. */
export interface ItemRows {
  ofBatch(batchId: string, place: { readonly after: number; readonly limit: number }): readonly ItemRow[]
  /** In the order of the ids; those that are not known are left out. */
  some(ids: readonly string[]): readonly ItemRow[]
  /** Throws `invalid-request` for an item there is not. */
  details(id: string): ItemDetails
}

interface Dependencies {
  readonly app: Pick<App, 'database' | 'items' | 'sources'>
  readonly pictures: Pick<PictureIds, 'idOf'>
  /** The source on the light table with this path. */
  readonly sourceIdOf: (path: string) => number | null
}

export function createItemRows({ app, pictures, sourceIdOf }: Dependencies): ItemRows {
  const { database, items, sources } = app
  const outputRows = createOutputRows(database, pictures)
  return {
    ofBatch: (batchId, place) => toRows(items.page(batchId, place)),
    some: (ids) => {
      const rows = new Map(toRows(items.some(ids)).map((row) => [row.id, row]))
      return ids.flatMap((id) => rows.get(id) ?? [])
    },
    details: (id) => {
      const item = items.get(id)
      const [row] = item === null ? [] : toRows([item])
      if (item === null || row === undefined) throw new AppError('invalid-request', 'There is no such item.')
      const facts = sources.get(item.sourceId)?.facts ?? null
      return { row, sourcePath: item.sourcePath, facts, attempts: readAttempts(database, id) }
    },
  }

  function toRows(found: readonly Item[]): ItemRow[] {
    const money = readMoney(database, found)
    const outputs = outputRows(found.map(ownerOf))
    return found.map((item) => ({
      id: item.id,
      batchId: item.batchId,
      position: item.position,
      label: item.sourceLabel,
      picture: pictures.idOf({ path: item.sourcePath }),
      prompt: item.prompt,
      status: item.status,
      skipReason: item.skipReason,
      failure: item.failure,
      ...(money.get(item.id) ?? { charged: noMoney, atStake: noMoney }),
      outputs: outputs.get(ownerOf(item)) ?? [],
      sourceId: sourceIdOf(item.sourcePath),
    }))
  }
}

/** An item that was skipped in favour of another shows the results of that one. */
function ownerOf({ id, status, linkedItemId }: Item): string {
  return status === 'skipped' ? (linkedItemId ?? id) : id
}

/** A request that is being sent just now is not unanswered yet. */
function readMoney(
  database: Database,
  items: readonly Item[],
): ReadonlyMap<string, { readonly charged: NanoUsd; readonly atStake: NanoUsd }> {
  const rows = database.all<{ id: string; charged: number; atStake: number }>(
    `SELECT attempt.item_id AS id, coalesce(sum(attempt.cost_nano), 0) AS charged,
       sum(iif(attempt.state IN ('submitting', 'unresolved') AND item.status IN ('queued', 'parked', 'unresolved'),
         attempt.price_nano, 0)) AS atStake
     FROM attempt JOIN item ON item.id = attempt.item_id
     WHERE attempt.item_id IN (SELECT value FROM json_each(:ids)) GROUP BY attempt.item_id`,
    { ids: JSON.stringify(items.map(({ id }) => id)) },
  )
  return new Map(rows.map(({ id, charged, atStake }) => [id, { charged: nanoUsd(charged), atStake: nanoUsd(atStake) }]))
}

interface FoundAttempt extends Omit<AttemptRow, 'failure'> {
  readonly errorCode: Failure['code'] | null
  readonly errorMessage: string | null
}

function readAttempts(database: Database, itemId: string): AttemptRow[] {
  const found = database.all<FoundAttempt>(
    `SELECT number, state, price_nano AS price, cost_nano AS cost, run_id AS runId, created_at AS createdAt,
       settled_at AS settledAt, error_code AS errorCode, error_message AS errorMessage
     FROM attempt WHERE item_id = :itemId ORDER BY number`,
    { itemId },
  )
  return found.map(({ errorCode, errorMessage, ...attempt }) => ({
    ...attempt,
    failure: errorCode === null ? null : { code: errorCode, message: errorMessage ?? '' },
  }))
}
