import { AppError, toFailure } from '../../../shared/errors.ts'
import { workerLimits } from '../limits.ts'
import type { RequestMessage, WorkerFailure, WorkerMessage } from '../protocol.ts'
import { adjust } from './adjust.ts'
import { compare } from './compare.ts'
import { finish } from './finish.ts'
import { prepare } from './prepare.ts'
import { probe } from './probe.ts'
import { thumbnail } from './thumbnail.ts'
import { createWatchdog } from './watchdog.ts'

/** Started by the client with the memory limit in bytes as its only argument; one task at a time. */
const memoryBytes = Number(process.argv[2] ?? workerLimits.memoryBytes)
const watchdog = createWatchdog({
  limitBytes: memoryBytes,
  onExceeded: (rssBytes) => dieAfter({ kind: 'memory', rssBytes }),
})

process.on('message', (message) => {
  void answer(message as RequestMessage) // Only the client that started this process can send to it.
})
// The parent is gone, however it ended: nobody waits for an answer, and a native decode is not waited for either.
process.on('disconnect', die)
// Ctrl-C on a terminal reaches every process of the group; what is under way is the main process's to end.
process.on('SIGINT', () => undefined)
send({ kind: 'ready' })

async function answer(request: RequestMessage): Promise<void> {
  const { id } = request
  watchdog.start()
  try {
    const value = await run(request)
    send({ kind: 'done', id, value, rssBytes: process.memoryUsage.rss() })
  } catch (thrown) {
    send({ kind: 'failed', id, failure: failureOf(thrown), rssBytes: process.memoryUsage.rss() })
  } finally {
    watchdog.stop()
  }
}

function run(request: RequestMessage): Promise<unknown> {
  switch (request.op) {
    case 'probe':
      return probe(request.task)
    case 'thumbnail':
      return thumbnail(request.task)
    case 'compare':
      return compare(request.task)
    case 'prepare':
      return prepare(request.task)
    case 'finish':
      return finish(request.task)
    case 'adjust':
      return adjust(request.task)
  }
}

/** What was not foreseen is a defect of the picture process, not of the picture. */
function failureOf(thrown: unknown): WorkerFailure {
  if (thrown instanceof AppError) return { ...toFailure(thrown), detail: wordsOf(thrown.cause) }
  return { code: 'worker-failed', message: 'The picture process failed on this picture.', detail: wordsOf(thrown) }
}

function wordsOf(cause: unknown): string | null {
  const words = cause instanceof Error ? (cause.stack ?? cause.message) : cause
  return typeof words === 'string' ? words.slice(0, 2000) : null
}

function send(message: WorkerMessage): void {
  process.send?.(message)
}

function dieAfter(message: WorkerMessage): void {
  process.send?.(message, die)
}

/** `process.exit` would wait for the decode under way. */
function die(): void {
  process.kill(process.pid, 'SIGKILL')
}
