import type { Mode } from '../../shared/domain/item.ts'
import { addMoney, nanoUsd, noMoney } from '../../shared/domain/money.ts'
import type { SpendByBatch, SpendByModel, SpendDay, SpendOverview } from '../../shared/ipc/spend-rows.ts'
import type { Database } from '../history/database.ts'
import { sumBatches } from './batch-sums.ts'
import { daysOf, type Days } from './calendar.ts'
import { unansweredOf } from './unanswered.ts'

export interface SpendQuery extends Days {
  readonly mode: Mode
}

const mostBatches = 300

/**
 * What was spent in some days. Days come from the running totals, everything else from the ledger itself; both are
 * written in one transaction, so that they agree to the cent.
 */
export function readOverview(database: Database, query: SpendQuery): SpendOverview {
  const days = daysOf(query).map((day) => readDay(database, query.mode, day))
  const batches = sumBatches(database, query).toSorted((a, b) => b.charged - a.charged || b.number - a.number)
  return {
    ...query,
    days,
    charged: addMoney(...days.map(({ charged }) => charged)),
    held: addMoney(...days.map(({ held }) => held)),
    models: byModel(batches),
    batches: batches.slice(0, mostBatches),
    batchCount: batches.length,
    refused: batches.reduce((sum, { refused }) => sum + refused, 0),
    kept: batches.reduce((sum, { kept }) => sum + kept, 0),
    unanswered: unansweredOf(database, query.mode),
    months: monthsOf(database, query.mode),
  }
}

function readDay(database: Database, mode: Mode, day: string): SpendDay {
  const row = database.get<{ charged: number; held: number }>(
    'SELECT charged_nano AS charged, reserved_nano AS held FROM spend WHERE scope = :scope',
    { scope: `${mode}:day:${day}` },
  )
  return { day, charged: nanoUsd(row?.charged ?? 0), held: nanoUsd(row?.held ?? 0) }
}

function byModel(batches: readonly SpendByBatch[]): readonly SpendByModel[] {
  const models = new Map<string, SpendByModel>()
  for (const { model, charged, requests, refused, kept } of batches) {
    const sum = models.get(model) ?? { model, charged: noMoney, requests: 0, refused: 0, kept: 0 }
    models.set(model, {
      model,
      charged: addMoney(sum.charged, charged),
      requests: sum.requests + requests,
      refused: sum.refused + refused,
      kept: sum.kept + kept,
    })
  }
  return [...models.values()].sort((a, b) => b.charged - a.charged || a.model.localeCompare(b.model))
}

/** Months with money in them, newest first. */
function monthsOf(database: Database, mode: Mode): readonly string[] {
  const prefix = `${mode}:month:`
  return database
    .all<{ scope: string }>(
      `SELECT scope FROM spend WHERE scope > :prefix AND scope < :end AND charged_nano + reserved_nano > 0
       ORDER BY scope DESC`,
      { prefix, end: `${mode}:month;` },
    )
    .map(({ scope }) => scope.slice(prefix.length))
}
