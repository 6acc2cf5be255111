import type { ItemRelation } from '../../shared/domain/review.ts'
import type { Database } from '../history/database.ts'

/** An item on the way to a result, with the result the way goes on from. */
export interface LineageItem {
  readonly itemId: string
  readonly batchNumber: number
  readonly model: string
  readonly prompt: string
  /** Of all its requests, by the ledger. */
  readonly chargedNano: number
  readonly relation: ItemRelation | null
  readonly name: string
  readonly sourcePath: string
  readonly outputId: string | null
  readonly outputPath: string | null
}

interface FoundItem extends Omit<LineageItem, 'outputId' | 'outputPath'> {
  readonly parentItemId: string | null
  readonly sourceSha256: string
}

interface FoundOutput {
  readonly id: string
  readonly itemId: string
  readonly path: string
}

/** Nobody edits a picture this often; it bounds what a damaged library can ask for. */
const mostSteps = 200
const mostLater = 100

const selectItem = `SELECT item.id AS itemId, batch.number AS batchNumber, batch.model, item.prompt, item.relation,
    item.parent_item_id AS parentItemId, item.source_label AS name, source.path AS sourcePath,
    source.sha256 AS sourceSha256,
    (SELECT coalesce(sum(ledger.amount_nano), 0) FROM attempt JOIN ledger ON ledger.attempt_id = attempt.id
     WHERE attempt.item_id = item.id AND ledger.kind IN ('charge', 'assume')) AS chargedNano
  FROM item JOIN batch ON batch.id = item.batch_id JOIN source ON source.id = item.source_id`

/**
 * The items that led to a result, oldest first. One that did an item again comes after that item; otherwise an item comes
 * after the one whose result its source is, known by its content. What is not known any more ends the way, and no item is
 * on it twice.
 */
export function readLineage(database: Database, outputId: string): LineageItem[] {
  const steps: LineageItem[] = []
  const seen = new Set<string>()
  let next = placeOf(outputById(database, outputId))
  while (next !== null && !seen.has(next.itemId) && steps.length < mostSteps) {
    const item: FoundItem | null = itemById(database, next.itemId)
    if (item === null) break
    seen.add(item.itemId)
    steps.unshift(withOutput(item, next.output))
    next = parentOf(database, item, seen) ?? placeOf(makerOf(database, item, seen))
  }
  return steps
}

/** Items that used a result as their source, or did its item again; newest first. */
export function readLater(database: Database, outputId: string): LineageItem[] {
  const items = database.all<FoundItem>(
    `${selectItem} WHERE item.id IN (
       SELECT later.id FROM output JOIN item AS later ON later.parent_item_id = output.item_id WHERE output.id = :outputId
       UNION SELECT later.id FROM output JOIN source AS used ON used.sha256 = output.sha256
         JOIN item AS later ON later.source_id = used.id
         WHERE output.id = :outputId AND later.id <> output.item_id)
       AND batch.status <> 'planned'
     ORDER BY batch.number DESC, item.position DESC LIMIT ${mostLater}`,
    { outputId },
  )
  return items.map((item) => withOutput(item, firstOutput(database, item.itemId)))
}

function itemById(database: Database, itemId: string): FoundItem | null {
  return database.get<FoundItem>(`${selectItem} WHERE item.id = :itemId`, { itemId })
}

const selectOutput = 'SELECT output.id, output.item_id AS itemId, output.path FROM output'

function outputById(database: Database, id: string): FoundOutput | null {
  return database.get<FoundOutput>(`${selectOutput} WHERE id = :id`, { id })
}

function firstOutput(database: Database, itemId: string): FoundOutput | null {
  return database.get<FoundOutput>(
    `${selectOutput} WHERE item_id = :itemId AND state = 'published' ORDER BY created_at, number LIMIT 1`,
    { itemId },
  )
}

/** An item and the result of it that the way goes on from; null where it never had one. */
interface Place {
  readonly itemId: string
  readonly output: FoundOutput | null
}

function placeOf(output: FoundOutput | null): Place | null {
  return output && { itemId: output.itemId, output }
}

/** The item that was done again. It is on the way without a result too, because it may have cost something. */
function parentOf(database: Database, { parentItemId }: FoundItem, seen: ReadonlySet<string>): Place | null {
  if (parentItemId === null || seen.has(parentItemId) || itemById(database, parentItemId) === null) return null
  return { itemId: parentItemId, output: firstOutput(database, parentItemId) }
}

/** The result that became the source: the one at its very path first, else the oldest with its content. */
function makerOf(
  database: Database,
  { sourceSha256, sourcePath }: FoundItem,
  seen: ReadonlySet<string>,
): FoundOutput | null {
  if (sourceSha256 === '') return null
  return database.get<FoundOutput>(
    `${selectOutput} WHERE sha256 = :sourceSha256 AND item_id NOT IN (SELECT value FROM json_each(:seen))
     ORDER BY path = :sourcePath DESC, created_at, number LIMIT 1`,
    { sourceSha256, sourcePath, seen: JSON.stringify([...seen]) },
  )
}

function withOutput(
  { parentItemId: _parent, sourceSha256: _content, ...item }: FoundItem,
  output: FoundOutput | null,
): LineageItem {
  return { ...item, outputId: output?.id ?? null, outputPath: output?.path ?? null }
}
