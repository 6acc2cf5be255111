import { AppError } from '../../../shared/errors.ts'
import type { Request } from '../protocol.ts'
import type { TaskEnd } from './task-slot.ts'
import type { WorkerProcess } from './worker-process.ts'

export interface Pool {
  /** Runs a task as soon as a process is free. What is to be done `now` goes before all that is to be done `later`. */
  run(request: Request, priority: 'now' | 'later'): Promise<unknown>
  /** For how long nothing ran; null while something does, Infinity before the first task. */
  idleMs(): number | null
  /** Ends all processes; waiting and running tasks are rejected as `cancelled`. */
  close(): Promise<void>
}

export interface PoolOptions {
  /** How many processes at once. */
  readonly size: number
  readonly start: () => WorkerProcess
  readonly limits: { readonly taskMs: number; readonly memoryBytes: number }
  /** Removes what a process that was killed may have left behind. */
  readonly tidy: (request: Request) => Promise<void>
  /** Told before each task is started. */
  readonly onStart?: () => void
}

interface Waiting {
  readonly request: Request
  readonly resolve: (value: unknown) => void
  readonly reject: (thrown: unknown) => void
}

/** A process may die of something else than the picture; one that takes two with it is to blame itself. */
const maxLosses = 2

/**
 * Spreads tasks over picture processes, one task each, that are started when needed and replaced when they end. A
 * picture that takes too long or too much memory fails alone.
 */
export function createPool({ size, start, limits, tidy, onStart }: PoolOptions): Pool {
  const waiting = { now: [] as Waiting[], later: [] as Waiting[] }
  const workers = createWorkers(start)
  let running = 0
  let lastEndMs = -Infinity
  let isClosed = false
  return { run, idleMs: () => (running > 0 ? null : performance.now() - lastEndMs), close }

  function run(request: Request, priority: 'now' | 'later'): Promise<unknown> {
    if (isClosed) return Promise.reject(closed())
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    waiting[priority].push({ request, resolve, reject })
    startNext()
    return promise
  }

  function startNext(): void {
    const next = running < size ? (waiting.now.shift() ?? waiting.later.shift()) : undefined
    if (next) void serve(next)
  }

  async function serve({ request, resolve, reject }: Waiting): Promise<void> {
    running += 1
    onStart?.()
    await attempt(request).then(resolve, reject)
    running -= 1
    lastEndMs = performance.now()
    startNext()
  }

  async function attempt(request: Request): Promise<unknown> {
    for (let tries = 1; ; tries += 1) {
      const end = await workers.run(request)
      if (end.kind === 'done') return end.value
      if (end.kind === 'failed') throw new AppError(end.failure.code, end.failure.message, { cause: end.detail })
      await tidy(request)
      if (isClosed) throw closed()
      if (end.kind !== 'lost' || tries === maxLosses) throw failureOf(end, limits)
    }
  }

  async function close(): Promise<void> {
    isClosed = true
    for (const { reject } of [...waiting.now.splice(0), ...waiting.later.splice(0)]) reject(closed())
    await workers.end()
  }
}

/** Hands out processes: an idle one where there is one, else a new one. */
function createWorkers(start: () => WorkerProcess) {
  const idle: WorkerProcess[] = []
  const busy = new Set<WorkerProcess>()
  let lastId = 0
  return { run, end }

  async function run(request: Request): Promise<TaskEnd> {
    const worker = takeIdle() ?? start()
    lastId += 1
    busy.add(worker)
    const end = await worker.run({ id: lastId, ...request })
    busy.delete(worker)
    if (worker.isUsable()) idle.push(worker)
    return end
  }

  function takeIdle(): WorkerProcess | undefined {
    for (let worker = idle.pop(); worker; worker = idle.pop()) if (worker.isUsable()) return worker
    return undefined
  }

  async function end(): Promise<void> {
    await Promise.all([...idle.splice(0), ...busy].map((worker) => worker.end()))
  }
}

function failureOf(
  end: Exclude<TaskEnd, { kind: 'done' | 'failed' }>,
  { taskMs, memoryBytes }: PoolOptions['limits'],
): AppError {
  switch (end.kind) {
    case 'timeout':
      return new AppError('picture-timeout', `The picture took longer than ${taskMs / 1000} seconds.`)
    case 'memory': {
      const megabytes = Math.round(memoryBytes / 1024 / 1024)
      return new AppError('picture-timeout', `The picture needs more than the ${megabytes} MB of memory one may take.`)
    }
    case 'lost':
      return new AppError('worker-failed', 'The picture process ended on this picture, twice.', { cause: end.detail })
  }
}

function closed(): AppError {
  return new AppError('cancelled', 'The picture processes were ended.')
}
