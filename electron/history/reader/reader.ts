import { AppError } from '../../../shared/errors.ts'
import type { Operation, OperationInput, OperationOutput, ReaderAnswer } from './protocol.ts'
import { createQuestions, type Question, type Typed } from './questions.ts'
import { startThread, type ReaderThread, type ThreadOptions } from './thread.ts'

/**
 * Asks the library what takes longer than the main thread may wait. A thread of its own answers, one question after the
 * other, and is started with the first one.
 */
export interface Reader {
  /**
   * Rejects with the `AppError` the question itself ends in; while somebody types, with `cancelled` for texts that were not
   * begun when the next one came.
   */
  ask<O extends Operation>(operation: O, input: OperationInput<O>, typed?: Typed): Promise<OperationOutput<O>>
  /** What is under way rejects with `cancelled`. Resolves when the thread is gone. */
  close(): Promise<void>
}

export interface ReaderOptions extends ThreadOptions {
  readonly log: { warn(message: string, details?: unknown): void }
  readonly start?: typeof startThread
}

const slowMs = 200

export function createReader({ log, start = startThread, ...options }: ReaderOptions): Reader {
  const questions = createQuestions()
  let asked: (Question & { readonly id: number }) | null = null
  let thread: ReaderThread | null = null
  let lastId = 0
  let isClosed = false
  return {
    ask: (operation, input, typed) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(closed())
        // The promise has the type of the operation, which answers come without.
        questions.add({ operation, input, typed: typed ?? null, resolve: resolve as Question['resolve'], reject })
        next()
      }),
    close: async () => {
      isClosed = true
      for (let left = asked ?? questions.next(); left !== null; left = questions.next()) left.reject(closed())
      asked = null
      await thread?.end()
    },
  }

  function next(): void {
    if (asked !== null) return
    const question = questions.next()
    if (question === null) return
    lastId += 1
    asked = { ...question, id: lastId }
    thread ??= start(options, { onAnswer: settle, onGone: lose })
    thread.send({ id: lastId, operation: question.operation, input: question.input })
  }

  function settle(answer: ReaderAnswer): void {
    if (asked === null || asked.id !== answer.id) return
    const { operation, resolve, reject } = asked
    asked = null
    if (answer.tookMs > slowMs) log.warn('a question to the library took long', { operation, tookMs: answer.tookMs })
    if ('value' in answer) resolve(answer.value)
    else if ('failure' in answer) reject(new AppError(answer.failure.code, answer.failure.message))
    else reject(answer.fault)
    next()
  }

  /** What the thread was asked may be what ended it, so that it is not asked again; the rest goes to a fresh one. */
  function lose(reason: unknown): void {
    thread = null
    const lost = asked
    asked = null
    log.warn('the reader of the library ended', reason)
    lost?.reject(new Error('The reader of the library ended.', { cause: reason }))
    next()
  }
}

function closed(): AppError {
  return new AppError('cancelled', 'The library is being closed.')
}
