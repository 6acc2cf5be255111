import { keptByReviews } from './history-of-reviews.ts'
import { oneOf, trigger } from './migration.ts'
import { itemStatuses } from '../../../shared/domain/item.ts'
import { verdicts } from '../../../shared/domain/review.ts'

/** Statuses in which an item without a result has a place in history; what is under way is shown by its batch. */
const listedStatuses = oneOf(['failed', 'cancelled', 'skipped', 'unresolved'])

/** The folder of a path with its separator, for both kinds of separators. */
const folderOf = (path: string): string => `rtrim(${path}, replace(replace(${path}, '/', ''), '\\', ''))`

const costOf = (item: string): string =>
  `(SELECT coalesce(sum(cost_nano), 0) FROM attempt WHERE attempt.item_id = ${item})`

const columns = `item_id, output_id, batch_id, batch_number, mode, model, status, source_id, folder, name, at, cost_nano,
  changed, verdict, rating, is_binned`

const ofItem = `item.id AS item_id, batch.id AS batch_id, batch.number AS batch_number, batch.mode, batch.model,
  item.status, source.id AS source_id, ${folderOf('source.path')} AS folder, item.source_label AS name,
  ${costOf('item.id')} AS cost_nano, item.rowid AS made`

/** What is listed of these outputs, known by their item. */
const ofOutputs = (where: string): string => `
  SELECT ${ofItem}, output.id AS output_id, output.created_at AS at, output.number, output.changed, review.verdict,
    coalesce(review.rating, 0) AS rating, output.binned_at IS NOT NULL AS is_binned
  FROM output JOIN item ON item.id = output.item_id JOIN batch ON batch.id = item.batch_id
    JOIN source ON source.id = item.source_id LEFT JOIN review ON review.output_id = output.id
  WHERE output.state <> 'publishing' AND ${where}`

/** What is listed of these items where they have nothing to show. */
const ofItems = (where: string): string => `
  SELECT ${ofItem}, NULL AS output_id, item.updated_at AS at, 0 AS number, NULL AS changed, NULL AS verdict,
    0 AS rating, 0 AS is_binned
  FROM item JOIN batch ON batch.id = item.batch_id JOIN source ON source.id = item.source_id
  WHERE item.status IN ${listedStatuses} AND ${where}
    AND NOT EXISTS (SELECT 1 FROM output WHERE output.item_id = item.id AND output.state <> 'publishing')`

/** An output that is listed already keeps its number. */
const put = (entries: string): string => `
  INSERT INTO history_entry (${columns}) SELECT ${columns} FROM (${entries}) WHERE TRUE ORDER BY at, made, number
  ON CONFLICT (output_id) DO UPDATE SET changed = excluded.changed, is_binned = excluded.is_binned,
    cost_nano = excluded.cost_nano;`

const putWords = (where: string): string => `
  INSERT INTO history_words (rowid, prompt, name, model, tags, note, exif)
  SELECT history_entry.id, item.prompt, item.source_label, history_entry.model, coalesce(review.tags, ''),
    coalesce(review.note, ''), source.words
  FROM history_entry JOIN item ON item.id = history_entry.item_id JOIN source ON source.id = history_entry.source_id
    LEFT JOIN review ON review.output_id = history_entry.output_id
  WHERE ${where};`

/**
 * One row for each result, and one for each item that ended without any: what history is browsed, sorted and searched
 * by. Everything in it is derived, and kept by triggers, so that no writer can forget it. `history_words` holds its texts.
 */
export function historyIndex(modes: string): readonly string[] {
  return [
    `CREATE TABLE history_entry (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      item_id TEXT NOT NULL,
      output_id TEXT UNIQUE,
      batch_id TEXT NOT NULL,
      batch_number INTEGER NOT NULL,
      mode TEXT NOT NULL CHECK (mode IN ${modes}),
      model TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ${oneOf(itemStatuses)}),
      source_id TEXT NOT NULL,
      folder TEXT NOT NULL,
      name TEXT NOT NULL,
      at TEXT NOT NULL,
      cost_nano INTEGER NOT NULL DEFAULT 0,
      changed REAL,
      verdict TEXT CHECK (verdict IN ${oneOf(verdicts)}),
      rating INTEGER NOT NULL DEFAULT 0,
      is_binned INTEGER NOT NULL DEFAULT 0,
      words_version INTEGER NOT NULL DEFAULT 0
    ) STRICT`,
    `CREATE INDEX history_entry_by_batch ON history_entry (batch_id)`,
    // The rest hold all that counting and ordering reads, so that a hundred thousand rows need not be looked up.
    `CREATE INDEX history_entry_by_item ON history_entry (item_id, is_binned, mode, cost_nano)`,
    `CREATE INDEX history_entry_by_date ON history_entry (at, is_binned)`,
    `CREATE INDEX history_entry_by_source ON history_entry (source_id, is_binned, (output_id IS NOT NULL))`,
    `CREATE INDEX history_entry_by_folder ON history_entry (folder, is_binned)`,
    `CREATE INDEX history_entry_by_facets ON history_entry
      (is_binned, mode, model, status, verdict, rating, (output_id IS NOT NULL))`,
    `CREATE VIRTUAL TABLE history_words USING fts5 (prompt, name, model, tags, note, exif, content = '',
      contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')`,
    trigger('history_words_added', 'AFTER INSERT ON history_entry', putWords('history_entry.id = NEW.id')),
    // REPLACE would not do: within a statement that has a conflict rule of its own, SQLite takes that one instead.
    trigger(
      'history_words_changed',
      'AFTER UPDATE OF words_version ON history_entry',
      'DELETE FROM history_words WHERE rowid = NEW.id;',
      putWords('history_entry.id = NEW.id'),
    ),
    trigger('history_words_gone', 'AFTER DELETE ON history_entry', 'DELETE FROM history_words WHERE rowid = OLD.id;'),
    ...keptByOutputs(),
    ...keptByItems(),
    ...keptByReviews(),
    ...rebuildSteps,
  ]
}

function keptByOutputs(): string[] {
  const shown = ['DELETE FROM history_entry WHERE item_id = NEW.item_id AND output_id IS NULL;']
  const added = [...shown, put(ofOutputs('output.id = NEW.id'))]
  const gone = (row: 'NEW' | 'OLD'): string[] => [
    `DELETE FROM history_entry WHERE output_id = ${row}.id;`,
    put(ofItems(`item.id = ${row}.item_id AND NOT EXISTS (SELECT 1 FROM history_entry WHERE item_id = item.id)`)),
  ]
  return [
    trigger('history_of_output', `AFTER INSERT ON output WHEN NEW.state <> 'publishing'`, ...added),
    trigger(
      'history_of_changed_output',
      `AFTER UPDATE OF state, changed, binned_at ON output WHEN NEW.state <> 'publishing'`,
      ...added,
    ),
    trigger(
      'history_of_hidden_output',
      `AFTER UPDATE OF state ON output WHEN NEW.state = 'publishing' AND OLD.state <> 'publishing'`,
      ...gone('NEW'),
    ),
    trigger('history_of_lost_output', 'AFTER DELETE ON output', ...gone('OLD')),
    trigger(
      'history_of_cost',
      'AFTER UPDATE OF cost_nano ON attempt',
      `UPDATE history_entry SET cost_nano = ${costOf('NEW.item_id')} WHERE item_id = NEW.item_id;`,
    ),
  ]
}

function keptByItems(): string[] {
  return [
    trigger(
      'history_of_item',
      `AFTER INSERT ON item WHEN NEW.status IN ${listedStatuses}`,
      put(ofItems('item.id = NEW.id')),
    ),
    trigger(
      'history_of_changed_item',
      `AFTER UPDATE OF status, updated_at ON item
       WHEN NEW.status <> OLD.status OR (NEW.status IN ${listedStatuses} AND NEW.updated_at <> OLD.updated_at)`,
      'DELETE FROM history_entry WHERE item_id = NEW.id AND output_id IS NULL;',
      'UPDATE history_entry SET status = NEW.status WHERE item_id = NEW.id;',
      put(ofItems('item.id = NEW.id')),
    ),
    trigger(
      'history_of_prompt',
      'AFTER UPDATE OF prompt ON item',
      'UPDATE history_entry SET words_version = words_version + 1 WHERE item_id = NEW.id;',
    ),
    trigger(
      'history_of_moved_item',
      'AFTER UPDATE OF source_id ON item WHEN NEW.source_id <> OLD.source_id',
      `UPDATE history_entry SET source_id = NEW.source_id, words_version = words_version + 1, folder =
         (SELECT ${folderOf('path')} FROM source WHERE id = NEW.source_id) WHERE item_id = NEW.id;`,
    ),
    trigger('history_of_lost_item', 'AFTER DELETE ON item', 'DELETE FROM history_entry WHERE item_id = OLD.id;'),
    trigger(
      'history_of_source',
      'AFTER UPDATE OF path, words ON source',
      `UPDATE history_entry SET folder = ${folderOf('NEW.path')}, words_version = words_version + 1
       WHERE source_id = NEW.id AND (NEW.path <> OLD.path OR NEW.words <> OLD.words);`,
    ),
  ]
}

/** Makes the index anew from what it is derived from, in the order things were made. */
export const rebuildSteps: readonly string[] = [
  'DELETE FROM history_entry',
  put(`${ofOutputs('TRUE')} UNION ALL ${ofItems('TRUE')}`),
]
