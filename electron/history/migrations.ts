import { initial } from './migrations/initial.ts'
import { keyMarks } from './migrations/key-marks.ts'
import { lightTable } from './migrations/light-table.ts'
import type { Migration } from './migrations/migration.ts'
import { review } from './migrations/review.ts'

export const migrations: readonly Migration[] = [initial, lightTable, review, keyMarks]

export const latestVersion = Math.max(...migrations.map(({ version }) => version))

/** Every table of the current library. */
export const tableNames: readonly string[] = migrations.flatMap(({ statements }) =>
  statements.flatMap((statement) => /^CREATE (?:VIRTUAL )?TABLE (\w+)/.exec(statement)?.[1] ?? []),
)
