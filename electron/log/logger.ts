import { describeValue } from './describe-value.ts'
import { createLogFiles } from './log-files.ts'
import { createRedactor, type Redactor } from './redact.ts'

const logLevels = ['debug', 'info', 'warn', 'error'] as const
export type LogLevel = (typeof logLevels)[number]

/** Writes one line; `details` may be anything, an error with its causes included. Never throws and never waits. */
export type Log = (message: string, details?: unknown) => void

export interface Logger extends Readonly<Record<LogLevel, Log>> {
  /** Keeps a secret out of everything logged from now on. */
  addSecret(secret: string): void
  /** Resolves when every line so far was written or given up; call it before the process ends. */
  flush(): Promise<void>
  /** Lines that were not written so far. */
  lostLines(): number
}

export interface LoggerOptions {
  readonly folder: string
  /** Lines below it are not written; `info` unless told. */
  readonly level?: LogLevel
  /** Told once, in a sentence, when a line cannot be written. */
  readonly onFailure?: (message: string) => void
  readonly now?: () => Date
  readonly redactor?: Redactor
  readonly maxBytes?: number
  readonly keep?: number
}

const maxWaitingCharacters = 2_000_000
// DEL, the C1 controls and direction marks, which JSON leaves as they are and a terminal may obey.
const unsafeInTerminal = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/** Logs JSON lines to `lightbench-2026-03-01.log` (days in UTC), readable by its owner alone. */
export function createLogger(options: LoggerOptions): Logger {
  const { folder, level = 'info', onFailure, now = () => new Date(), redactor = createRedactor() } = options
  const files = createLogFiles({ folder, maxBytes: options.maxBytes ?? 5_000_000, keep: options.keep ?? 10 })
  const clean = (text: string): string => redactor.text(text)
  let waiting: { day: string; line: string }[] = []
  let waitingCharacters = 0
  let lost = 0
  let hasFailed = false
  let draining = Promise.resolve()

  return {
    debug: (message, details) => log('debug', message, details),
    info: (message, details) => log('info', message, details),
    warn: (message, details) => log('warn', message, details),
    error: (message, details) => log('error', message, details),
    addSecret: (secret) => redactor.add(secret),
    flush: () => draining,
    lostLines: () => lost,
  }

  function log(lineLevel: LogLevel, message: string, details: unknown): void {
    if (logLevels.indexOf(lineLevel) < logLevels.indexOf(level)) return
    const time = now().toISOString()
    const fields = { time, level: lineLevel, pid: process.pid, message: describeValue(message, clean) }
    const line = toLine(details === undefined ? fields : { ...fields, details: describeValue(details, clean) })
    // A disk that hangs must not fill the memory.
    if (waitingCharacters + line.length > maxWaitingCharacters) return fail(1, 'its disk is too slow')
    if (waiting.length === 0) draining = draining.then(drain)
    waiting.push({ day: time.slice(0, 10), line })
    waitingCharacters += line.length
  }

  async function drain(): Promise<void> {
    const lines = waiting
    waiting = []
    for (const [day, sameDay] of Map.groupBy(lines, (entry) => entry.day)) {
      const text = sameDay.map(({ line }) => line).join('')
      const [written] = await Promise.allSettled([files.append(day, text)])
      waitingCharacters -= text.length
      if (written.status === 'rejected') fail(sameDay.length, String(written.reason))
    }
  }

  function fail(lines: number, reason: string): void {
    lost += lines
    if (hasFailed) return
    hasFailed = true
    tell(onFailure, `The log in ${folder} cannot be written: ${clean(reason)}.`)
  }
}

function tell(listener: LoggerOptions['onFailure'], message: string): void {
  try {
    listener?.(message)
  } catch {
    return // There is nobody left to tell, and a log stops nothing.
  }
}

function toLine(fields: unknown): string {
  const json = JSON.stringify(fields)
  return `${json.replace(unsafeInTerminal, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`
}
