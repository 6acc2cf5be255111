import { parentPort, workerData } from 'node:worker_threads'
import { AppError, toFailure, type Failure } from '../../../shared/errors.ts'
import { openForReading } from '../database.ts'
import { createOperations, type Operations } from './operations.ts'
import type { ReaderAnswer, ReaderRequest } from './protocol.ts'

// The thread that answers what is asked of history, one question after the other, on a connection of its own.

const port = parentPort
if (port === null) throw new Error('The reader runs as a thread.')
const { databasePath } = workerData as { readonly databasePath: string } // Set by `thread.ts`, which alone starts this.
const database = openForReading(databasePath)
const operations: Operations = createOperations(database)

port.on('message', (request: ReaderRequest) => {
  const startedMs = performance.now()
  const answer = answerOf(request)
  port.postMessage({ id: request.id, tookMs: performance.now() - startedMs, ...answer } satisfies ReaderAnswer)
})

function answerOf({ operation, input }: ReaderRequest): { value: unknown } | { failure: Failure } | { fault: unknown } {
  try {
    const ask = operations[operation] as (input: unknown) => unknown // The client pairs an operation with its input.
    return { value: ask(input) }
  } catch (thrown) {
    return thrown instanceof AppError ? { failure: toFailure(thrown) } : { fault: thrown }
  }
}
