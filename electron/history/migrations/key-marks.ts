import type { Migration } from './migration.ts'

/** With which key a request was sent, so that another account's silence is not taken for proof. */
export const keyMarks: Migration = {
  version: 4,
  statements: [`ALTER TABLE attempt ADD COLUMN key_mark TEXT`],
}
