import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Selection } from '../../shared/ipc/inputs.ts'
import type { Database } from '../history/database.ts'

/** As many as take a few milliseconds. */
const rowsAtOnce = 500

/** Rows stay, flagged, so that ids are never used twice. What is added meanwhile stays, also where all is to go. */
export async function removeSources(
  database: Database,
  selection: Selection,
  at: string,
): Promise<{ readonly removed: number; readonly undo: string }> {
  const ids = 'all' in selection ? allIds(database) : [...new Set(selection.ids)]
  const row = database.transaction('grouped', () =>
    database.get<{ id: number }>('INSERT INTO table_removal (at) VALUES (:at) RETURNING id', { at }),
  )
  if (row === null) throw new Error('A removal that was just noted has no id')
  const removed = await inTurns(database, ids, (some) =>
    database.run(
      `UPDATE table_source SET removal = :removal
       WHERE id IN (SELECT value FROM json_each(:some)) AND removal IS NULL`,
      { removal: row.id, some },
    ),
  )
  return { removed, undo: String(row.id) }
}

/** What was added again meanwhile is not touched. */
export async function restoreSources(database: Database, undo: string): Promise<number> {
  const removal = /^\d{1,15}$/.test(undo) ? Number(undo) : 0
  const removed = database.all<{ id: number }>('SELECT id FROM table_source WHERE removal = :removal', { removal })
  const ids = removed.map(({ id }) => id)
  return inTurns(database, ids, (some) =>
    database.run(
      `UPDATE table_source SET removal = NULL
       WHERE id IN (SELECT value FROM json_each(:some)) AND removal = :removal`,
      { removal, some },
    ),
  )
}

function allIds(database: Database): number[] {
  return database.all<{ id: number }>('SELECT id FROM table_source WHERE removal IS NULL').map(({ id }) => id)
}

async function inTurns(
  database: Database,
  ids: readonly number[],
  change: (someAsJson: string) => number,
): Promise<number> {
  let changed = 0
  for (let start = 0; start < ids.length; start += rowsAtOnce) {
    const some = JSON.stringify(ids.slice(start, start + rowsAtOnce))
    changed += database.transaction('grouped', () => change(some))
    await nextTurn()
  }
  return changed
}
