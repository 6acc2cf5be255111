import type { Migration } from './migration.ts'

/** The light table, recipes and what the page wants back. Nothing here moves money. */
export const lightTable: Migration = {
  version: 2,
  statements: [
    `CREATE TABLE table_removal (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at TEXT NOT NULL
    ) STRICT`,
    `CREATE TABLE table_source (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      path TEXT NOT NULL UNIQUE,
      root TEXT NOT NULL,
      relative_path TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      modified_ms REAL NOT NULL,
      added_at TEXT NOT NULL,
      removal INTEGER REFERENCES table_removal (id)
    ) STRICT`,
    `CREATE INDEX table_source_there ON table_source (id) WHERE removal IS NULL`,
    `CREATE INDEX table_source_by_removal ON table_source (removal) WHERE removal IS NOT NULL`,
    `CREATE INDEX item_by_source ON item (source_id)`,
    `CREATE TABLE content_hash (
      path TEXT PRIMARY KEY,
      bytes INTEGER NOT NULL,
      modified_ms REAL NOT NULL,
      sha256 TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE recipe (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      name_key TEXT NOT NULL,
      recipe TEXT NOT NULL,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL,
      removed_at TEXT
    ) STRICT`,
    `CREATE UNIQUE INDEX recipe_by_name ON recipe (name_key) WHERE removed_at IS NULL`,
    `CREATE TABLE page_state (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`,
  ],
}
