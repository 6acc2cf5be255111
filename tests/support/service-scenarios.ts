import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { ScenarioCommand } from '../../electron/practice/scenario-command.ts'

/** Runflow takes a request whose prompt holds these words and refuses its picture; that costs nothing. */
export function refusalOf(words: string, failureMessage = 'Refused'): ScenarioCommand {
  return {
    service: 'runflow',
    rule: 'match',
    request: 'submit',
    words,
    scenarios: [{ kind: 'run', end: 'failed', failureCode: 'INPUT_VALIDATION_FAILED', failureMessage }],
  }
}

/** Requests of a library become so old that a service's log, which may be late, is asked at once. */
export function letTimePass(library: string): void {
  const database = new DatabaseSync(join(library, 'library.db'))
  database.exec(`UPDATE attempt SET submitted_at = '${new Date(Date.now() - 600_000).toISOString()}'`)
  database.close()
}
