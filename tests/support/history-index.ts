import type { Database } from '../../electron/history/database.ts'
import { rebuildSteps } from '../../electron/history/migrations/history-index.ts'

/** Everything in the index of history, by what it is about, whatever numbers its rows have. */
export function readIndex(database: Database): {
  readonly entries: readonly object[]
  readonly words: readonly object[]
} {
  const entries = database.all(
    `SELECT item_id, output_id, batch_id, batch_number, mode, model, status, source_id, folder, name, at, cost_nano,
       changed, verdict, rating, is_binned FROM history_entry ORDER BY item_id, output_id`,
  )
  database.run(`CREATE VIRTUAL TABLE IF NOT EXISTS temp.word USING fts5vocab('main', 'history_words', 'instance')`)
  const words = database.all(
    `SELECT coalesce(output_id, item_id, 'nothing') AS entry, word.col, word.offset, word.term
     FROM temp.word LEFT JOIN history_entry ON history_entry.id = word.doc ORDER BY 1, 2, 3, 4`,
  )
  return { entries, words }
}

/** What the index would be if it were made anew. Leaves the library as it is. */
export function readRebuiltIndex(database: Database): ReturnType<typeof readIndex> {
  const undo = new Error('undone')
  let rebuilt: ReturnType<typeof readIndex> | null = null
  try {
    database.transaction('full', () => {
      for (const step of rebuildSteps) database.run(step)
      rebuilt = readIndex(database)
      throw undo
    })
  } catch (thrown) {
    if (thrown !== undo) throw thrown
  }
  if (rebuilt === null) throw new Error('The index was not made anew.')
  return rebuilt
}
