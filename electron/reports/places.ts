import type { Database } from '../history/database.ts'
import type { ReportSubject } from './subject.ts'

/** An item of a report, and which of its results are meant; null for all of them. */
export interface Place {
  readonly itemId: string
  readonly outputIds: readonly string[] | null
}

type Meant = Exclude<ReportSubject, { kind: 'batch' }>

interface Row {
  readonly itemId: string
  readonly outputId: string | null
}

/** The items of a subject in its order, each once. What is not there any more is left out. */
export function placesOf(database: Database, subject: ReportSubject): readonly Place[] {
  if (subject.kind === 'batch') {
    return database
      .all<{ itemId: string }>('SELECT id AS itemId FROM item WHERE batch_id = :id ORDER BY position', {
        id: subject.id,
      })
      .map(({ itemId }) => ({ itemId, outputIds: null }))
  }
  // Results of one item stand together where the first of them stands.
  const found = new Map<string, string[]>()
  for (const { itemId, outputId } of rowsOf(database, subject)) {
    const outputs = found.get(itemId) ?? []
    if (outputId !== null) outputs.push(outputId)
    found.set(itemId, outputs)
  }
  return [...found].map(([itemId, outputIds]) => ({ itemId, outputIds }))
}

function rowsOf(database: Database, subject: Meant): readonly Row[] {
  switch (subject.kind) {
    case 'collection':
      return database.all<Row>(
        `SELECT output.item_id AS itemId, output.id AS outputId
         FROM collection_member AS member JOIN output ON output.id = member.output_id
         WHERE member.collection_id = :id ORDER BY member.added_at, output.id`,
        { id: subject.id },
      )
    case 'outputs':
      return database.all<Row>(
        `SELECT output.item_id AS itemId, output.id AS outputId
         FROM json_each(:ids) AS wanted JOIN output ON output.id = wanted.value ORDER BY wanted.key`,
        { ids: JSON.stringify(subject.ids) },
      )
    case 'entries':
      return database.all<Row>(
        `SELECT entry.item_id AS itemId, entry.output_id AS outputId
         FROM json_each(:ids) AS wanted JOIN history_entry AS entry ON entry.id = wanted.value ORDER BY wanted.key`,
        { ids: JSON.stringify(subject.ids) },
      )
  }
}
