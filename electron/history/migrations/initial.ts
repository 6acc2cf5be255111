import { batchStatuses, itemStatuses, modes, skipReasons } from '../../../shared/domain/item.ts'
import { attemptStates, ledgerKinds, outputStates } from '../../batches/journal/states.ts'
import { oneOf, type Migration } from './migration.ts'

/** Batches, their items, the journal of paid requests, the ledger, and what came of it. */
export const initial: Migration = {
  version: 1,
  statements: [
    `CREATE TABLE source (
      id TEXT PRIMARY KEY,
      path TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      modified_ms REAL NOT NULL,
      sha256 TEXT NOT NULL,
      facts TEXT NOT NULL,
      added_at TEXT NOT NULL,
      UNIQUE (path, sha256)
    ) STRICT`,
    `CREATE INDEX source_by_content ON source (sha256)`,
    `CREATE TABLE batch (
      id TEXT PRIMARY KEY,
      number INTEGER NOT NULL UNIQUE,
      mode TEXT NOT NULL CHECK (mode IN ${oneOf(modes)}),
      model TEXT NOT NULL,
      recipe TEXT NOT NULL,
      quote TEXT NOT NULL,
      output_folder TEXT NOT NULL,
      cap_nano INTEGER,
      status TEXT NOT NULL CHECK (status IN ${oneOf(batchStatuses)}),
      pause_code TEXT,
      pause_message TEXT,
      created_at TEXT NOT NULL,
      finished_at TEXT
    ) STRICT`,
    `CREATE TABLE item (
      id TEXT PRIMARY KEY,
      batch_id TEXT NOT NULL REFERENCES batch (id),
      position INTEGER NOT NULL,
      source_id TEXT NOT NULL REFERENCES source (id),
      source_label TEXT NOT NULL,
      prompt TEXT NOT NULL,
      targets TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ${oneOf(itemStatuses)}),
      skip_reason TEXT CHECK (skip_reason IN ${oneOf(skipReasons)}),
      linked_item_id TEXT,
      content_key TEXT,
      error_code TEXT,
      error_message TEXT,
      updated_at TEXT NOT NULL,
      UNIQUE (batch_id, position)
    ) STRICT`,
    `CREATE INDEX item_by_status ON item (batch_id, status, position)`,
    `CREATE INDEX item_by_content ON item (content_key) WHERE content_key IS NOT NULL`,
    `CREATE TABLE prepared (
      source_sha256 TEXT NOT NULL,
      rule TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      PRIMARY KEY (source_sha256, rule)
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE attempt (
      id TEXT PRIMARY KEY,
      item_id TEXT NOT NULL REFERENCES item (id),
      number INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ${oneOf(attemptStates)}),
      day TEXT NOT NULL,
      price_nano INTEGER NOT NULL,
      path TEXT,
      body TEXT,
      body_sha256 TEXT,
      run_id TEXT,
      request_id TEXT,
      result TEXT,
      cost_nano INTEGER,
      cost_source TEXT,
      error_code TEXT,
      error_message TEXT,
      created_at TEXT NOT NULL,
      submitted_at TEXT,
      accepted_at TEXT,
      settled_at TEXT,
      UNIQUE (item_id, number)
    ) STRICT`,
    `CREATE INDEX attempt_by_state ON attempt (state)`,
    `CREATE TABLE ledger (
      id INTEGER PRIMARY KEY,
      at TEXT NOT NULL,
      day TEXT NOT NULL,
      mode TEXT NOT NULL CHECK (mode IN ${oneOf(modes)}),
      batch_id TEXT NOT NULL REFERENCES batch (id),
      attempt_id TEXT NOT NULL REFERENCES attempt (id),
      kind TEXT NOT NULL CHECK (kind IN ${oneOf(ledgerKinds)}),
      amount_nano INTEGER NOT NULL CHECK (amount_nano >= 0)
    ) STRICT`,
    `CREATE INDEX ledger_by_attempt ON ledger (attempt_id)`,
    `CREATE TABLE spend (
      scope TEXT PRIMARY KEY,
      reserved_nano INTEGER NOT NULL DEFAULT 0 CHECK (reserved_nano >= 0),
      charged_nano INTEGER NOT NULL DEFAULT 0 CHECK (charged_nano >= 0)
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE output (
      id TEXT PRIMARY KEY,
      item_id TEXT NOT NULL REFERENCES item (id),
      attempt_id TEXT NOT NULL REFERENCES attempt (id),
      number INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ${oneOf(outputStates)}),
      path TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      format TEXT NOT NULL,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      is_flagged INTEGER NOT NULL,
      created_at TEXT NOT NULL,
      UNIQUE (attempt_id, number)
    ) STRICT`,
    `CREATE INDEX output_by_item ON output (item_id)`,
    `CREATE INDEX output_by_path ON output (path)`,
  ],
}
