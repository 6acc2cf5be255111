import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ReaderAnswer, ReaderRequest } from './protocol.ts'

export interface ReaderThread {
  send(request: ReaderRequest): void
  /** Resolves when it is gone. */
  end(): Promise<void>
}

export interface ThreadOptions {
  readonly databasePath: string
  /** The built thread; the source file by default. */
  readonly entryPath?: string
}

export interface ThreadListener {
  readonly onAnswer: (answer: ReaderAnswer) => void
  /** Called once, unless it was ended. */
  readonly onGone: (reason: unknown) => void
}

/** Starts the thread. It keeps this process alive while it has something to do, and sees nothing of its environment. */
export function startThread(
  { databasePath, entryPath }: ThreadOptions,
  { onAnswer, onGone }: ThreadListener,
): ReaderThread {
  const worker = new Worker(entryPath ?? join(import.meta.dirname, 'main.ts'), {
    workerData: { databasePath },
    env: {},
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  let isOver = false
  const gone = (reason: unknown): void => {
    if (isOver) return
    isOver = true
    onGone(reason)
  }
  worker.unref()
  worker.on('message', (answer: ReaderAnswer) => {
    worker.unref()
    onAnswer(answer)
  })
  worker.once('error', gone)
  worker.once('exit', (code) => gone(new Error(`The reader of the library ended with code ${code}.`)))
  return {
    send: (request) => {
      worker.ref()
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A thread has no origin.
      worker.postMessage(request)
    },
    end: async () => {
      isOver = true
      await worker.terminate()
    },
  }
}
