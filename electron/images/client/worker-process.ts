import { fork, type ChildProcess } from 'node:child_process'
import { Socket } from 'node:net'
import { constants as osConstants, setPriority } from 'node:os'
import { z } from 'zod'
import { errorCodes } from '../../../shared/errors.ts'
import type { RequestMessage, WorkerMessage } from '../protocol.ts'
import { createTaskSlot, type TaskEnd } from './task-slot.ts'

export interface WorkerProcess {
  /** Runs one task; only one at a time. Never rejects. */
  run(request: RequestMessage): Promise<TaskEnd>
  /** False once the process has ended, is being ended, or has grown too large to be used again. */
  isUsable(): boolean
  /** Kills the process; resolves when it is gone. */
  end(): Promise<void>
}

export interface WorkerOptions {
  /** A plain Node executable. */
  readonly nodePath: string
  readonly entryPath: string
  readonly memoryBytes: number
  readonly idleMemoryBytes: number
  readonly taskMs: number
  readonly startMs: number
  /** Gives way to everything else on the machine. */
  readonly isBackground?: boolean
}

type Answer = Extract<WorkerMessage, { kind: 'done' | 'failed' }>

/** The decoders need a folder for temporary files and, on Windows, the system's own; nothing else goes in, no key ever. */
const allowedVariables = ['TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'windir']
const keptErrorText = 2000

const messageSchema: z.ZodType<WorkerMessage> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('done'), id: z.number(), value: z.unknown(), rssBytes: z.number() }),
  z.object({
    kind: z.literal('failed'),
    id: z.number(),
    failure: z.object({ code: z.enum(errorCodes), message: z.string(), detail: z.string().nullable() }),
    rssBytes: z.number(),
  }),
  z.object({ kind: z.literal('memory'), rssBytes: z.number() }),
])

/**
 * Starts a picture process. While it has nothing to do it does not keep this process alive; it ends by itself when this
 * process is gone.
 */
export function startWorker(options: WorkerOptions): WorkerProcess {
  const child = forkWorker(options)
  const errorText = collectErrorText(child)
  const slot = createTaskSlot(child, () => kill({ kind: 'timeout' }))
  const gone = Promise.withResolvers<void>()
  let isReady = false
  let isUsable = true

  child.on('message', receive)
  child.once('error', (thrown) => lose(`The picture process cannot be started or reached: ${thrown.message}`))
  child.once('exit', (code, signal) => {
    lose(`The picture process ended (${signal ?? `code ${String(code)}`}). ${errorText()}`)
    gone.resolve()
  })
  return { run, isUsable: () => isUsable, end }

  function run(request: RequestMessage): Promise<TaskEnd> {
    if (!isUsable) return Promise.resolve({ kind: 'lost', detail: 'The picture process had ended.' })
    const ended = slot.begin(request.id)
    slot.allow(isReady ? options.taskMs : options.startMs)
    child.send(request, (thrown) => {
      if (thrown) lose(`The picture process cannot be reached: ${thrown.message}`)
    })
    return ended
  }

  function receive(raw: unknown): void {
    const { data: message } = messageSchema.safeParse(raw)
    if (message === undefined) return kill({ kind: 'lost', detail: 'The picture process sent something unreadable.' })
    if (message.kind === 'memory') return kill({ kind: 'memory' })
    if (message.kind === 'ready') {
      isReady = true
      return slot.allow(options.taskMs)
    }
    if (!slot.holds(message.id)) return
    if (message.rssBytes > options.idleMemoryBytes) kill(endOf(message))
    else slot.settle(endOf(message))
  }

  function kill(end: TaskEnd): void {
    isUsable = false
    child.kill('SIGKILL')
    slot.settle(end)
  }

  function lose(detail: string): void {
    isUsable = false
    if (child.pid === undefined) gone.resolve()
    slot.settle({ kind: 'lost', detail })
  }

  async function end(): Promise<void> {
    kill({ kind: 'lost', detail: 'The picture process was ended.' })
    child.ref()
    await gone.promise
  }
}

function forkWorker({ entryPath, memoryBytes, nodePath, isBackground = false }: WorkerOptions): ChildProcess {
  const allowed = allowedVariables.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  const child = fork(entryPath, [String(memoryBytes)], {
    execPath: nodePath,
    execArgv: [],
    env: Object.fromEntries(allowed),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    windowsHide: true,
  })
  if (isBackground && child.pid !== undefined) giveWay(child.pid)
  return child
}

/** Its threads are started later and take the priority over. */
function giveWay(pid: number): void {
  try {
    setPriority(pid, osConstants.priority.PRIORITY_LOW)
  } catch (thrown) {
    // It may have ended already, or the system may not allow it: the work is the same, only less polite.
    if (!(thrown instanceof Error) || thrown.name !== 'SystemError') throw thrown
  }
}

function endOf(message: Answer): TaskEnd {
  if (message.kind === 'done') return { kind: 'done', value: message.value }
  const { detail, ...failure } = message.failure
  return { kind: 'failed', failure, detail }
}

/** The last words of a process, for the log. The pipe does not keep this process alive. */
function collectErrorText(child: ChildProcess): () => string {
  let text = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    text = (text + chunk.toString('utf8')).slice(-keptErrorText)
  })
  if (child.stderr instanceof Socket) child.stderr.unref()
  return () => text
}
