import { modes } from '../../../shared/domain/item.ts'
import { fileVerdicts, itemRelations, verdicts } from '../../../shared/domain/review.ts'
import { historyIndex } from './history-index.ts'
import { oneOf, type Migration } from './migration.ts'

/** What people make of results, how items come of others, and the index that history is browsed and searched by. */
export const review: Migration = {
  version: 3,
  statements: [
    // The model as the catalogue declared it then: an exact re-run must not need today's catalogue. Null before this step.
    `ALTER TABLE batch ADD COLUMN declaration TEXT`,
    `ALTER TABLE item ADD COLUMN parent_item_id TEXT`,
    `ALTER TABLE item ADD COLUMN relation TEXT CHECK (relation IN ${oneOf(itemRelations)})`,
    `CREATE INDEX item_by_parent ON item (parent_item_id) WHERE parent_item_id IS NOT NULL`,
    // Camera, lens, artist, title, keywords and the like, as text to search in.
    `ALTER TABLE source ADD COLUMN words TEXT NOT NULL DEFAULT ''`,
    // Share of the picture that differs from its source, 0 to 1; null where it was not or cannot be measured.
    `ALTER TABLE output ADD COLUMN changed REAL`,
    // When its thumbnails were kept and its change measured, or found to be impossible.
    `ALTER TABLE output ADD COLUMN looked_at TEXT`,
    `ALTER TABLE output ADD COLUMN binned_at TEXT`,
    `ALTER TABLE output ADD COLUMN file_verdict TEXT CHECK (file_verdict IN ${oneOf(fileVerdicts)})`,
    `ALTER TABLE output ADD COLUMN verified_at TEXT`,
    `CREATE INDEX output_by_content ON output (sha256)`,
    `CREATE INDEX output_not_looked_at ON output (created_at) WHERE looked_at IS NULL`,
    `CREATE INDEX ledger_by_day ON ledger (mode, day)`,
    `CREATE TABLE review (
      output_id TEXT PRIMARY KEY REFERENCES output (id),
      verdict TEXT CHECK (verdict IN ${oneOf(verdicts)}),
      rating INTEGER NOT NULL DEFAULT 0 CHECK (rating BETWEEN 0 AND 5),
      tags TEXT NOT NULL DEFAULT '[]',
      note TEXT NOT NULL DEFAULT '',
      updated_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`,
    // What was before a change, so that it can be undone. `finished_at` is null while it is being carried out.
    `CREATE TABLE review_change (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      at TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('review', 'bin')),
      before TEXT NOT NULL,
      finished_at TEXT,
      undone_at TEXT
    ) STRICT`,
    `CREATE TABLE collection (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      name_key TEXT NOT NULL,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL,
      removed_at TEXT
    ) STRICT`,
    `CREATE UNIQUE INDEX collection_by_name ON collection (name_key) WHERE removed_at IS NULL`,
    `CREATE TABLE collection_member (
      collection_id TEXT NOT NULL REFERENCES collection (id),
      output_id TEXT NOT NULL REFERENCES output (id),
      added_at TEXT NOT NULL,
      PRIMARY KEY (collection_id, output_id)
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE saved_search (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      name_key TEXT NOT NULL,
      query TEXT NOT NULL,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL,
      removed_at TEXT
    ) STRICT`,
    `CREATE UNIQUE INDEX saved_search_by_name ON saved_search (name_key) WHERE removed_at IS NULL`,
    ...historyIndex(oneOf(modes)),
  ],
}
