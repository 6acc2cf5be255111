import type { Database } from '../../electron/history/database.ts'
import type { Operation, OperationInput, OperationOutput } from '../../electron/history/reader/protocol.ts'
import { createOperations } from '../../electron/history/reader/operations.ts'
import type { Reader } from '../../electron/history/reader/reader.ts'

/** Answers in this thread and on this connection, so that a test needs no other. */
export function createDirectReader(database: Database): Pick<Reader, 'ask'> {
  const operations = createOperations(database)
  return {
    ask: async <O extends Operation>(operation: O, input: OperationInput<O>) => {
      await Promise.resolve()
      const answer = operations[operation] as (input: OperationInput<O>) => OperationOutput<O> // One of them by its name.
      return answer(input)
    },
  }
}
