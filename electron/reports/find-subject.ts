import { nameKey } from '../../shared/domain/safe-name.ts'
import { AppError } from '../../shared/errors.ts'
import { everything } from '../../shared/ipc/history-query.ts'
import type { Database } from '../history/database.ts'
import type { Reader } from '../history/reader/reader.ts'

/** The id of a collection by its name, upper and lower case being the same; throws `invalid-request` for none. */
export function findCollection(database: Database, name: string): string {
  const found = database.get<{ id: string }>('SELECT id FROM collection WHERE removed_at IS NULL AND name_key = :key', {
    key: nameKey(name.trim()),
  })
  if (found === null) throw new AppError('invalid-request', `There is no collection “${name}”.`)
  return found.id
}

/** All entries of history with these words, newest first; throws `invalid-request` where there is none. */
export async function findEntries(reader: Pick<Reader, 'ask'>, text: string): Promise<readonly number[]> {
  const ids = await reader.ask('entries', { ...everything, within: { kind: 'all' }, text })
  if (ids.length === 0) throw new AppError('invalid-request', `Nothing in history has “${text}”.`)
  return ids
}
