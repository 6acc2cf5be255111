import { AppError, toFailure } from '../../shared/errors.ts'
import type { ReportKind } from '../../shared/ipc/report-inputs.ts'
import type { ReportState } from '../../shared/ipc/report-rows.ts'
import { createCoalescer } from '../ipc/coalesce.ts'
import type { Logger } from '../log/logger.ts'
import type { LedgerRequest, ReportOptions, Reports } from '../reports/reports.ts'
import type { ReportSubject } from '../reports/subject.ts'
import type { ReportLanguage } from '../reports/words.ts'

/** The report a window asked for; it goes on while the window does something else. */
export interface Reporting {
  state(): ReportState
  /** Throws `invalid-request` while one is under way. */
  start(request: ReportToMake): void
  /** Resolves when it has ended. */
  stop(): Promise<void>
  /** Where the latest one is; throws `invalid-request` where there is none. */
  latest(): string
}

export interface ReportToMake {
  readonly subject: Exclude<ReportSubject, { kind: 'entries' }> | LedgerRequest['of'] | LaterSubject
  readonly kind: ReportKind
  readonly path: string
  readonly language: ReportLanguage
}

/** What has to be asked for first, once the report has begun. */
export interface LaterSubject {
  readonly kind: 'later'
  readonly subject: () => Promise<ReportSubject>
}

interface Dependencies {
  readonly reports: Reports
  readonly log: Pick<Logger, 'error'>
  readonly onState: (state: ReportState) => void
}

const tellMs = 100
const idle: ReportState = { phase: 'idle', done: 0, total: null, path: null, failure: null }

export function createReporting({ reports, log, onState }: Dependencies): Reporting {
  let state = idle
  let running: { readonly ending: AbortController; readonly ended: Promise<void> } | null = null
  const coalescer = createCoalescer(() => onState(state), { intervalMs: tellMs })
  return {
    state: () => state,
    start: (request) => {
      if (running !== null) throw new AppError('invalid-request', 'A report is being made already.')
      const ending = new AbortController()
      change({ ...idle, phase: 'reading' })
      running = { ending, ended: run(request, ending.signal) }
    },
    stop: async () => {
      running?.ending.abort(new AppError('cancelled', 'The report was stopped.'))
      await running?.ended
    },
    latest: () => {
      if (state.path === null) throw new AppError('invalid-request', 'There is no report yet.')
      return state.path
    },
  }

  function change(next: Partial<ReportState>): void {
    state = { ...state, ...next }
    coalescer.poke()
  }

  async function run(request: ReportToMake, signal: AbortSignal): Promise<void> {
    try {
      const path = await make(request, signal)
      change({ phase: 'done', path })
    } catch (thrown) {
      if (!(thrown instanceof AppError)) log.error('a report failed', thrown)
      change(signal.aborted ? { phase: 'stopped' } : { phase: 'failed', failure: toFailure(thrown) })
    } finally {
      running = null
      coalescer.flush()
    }
  }

  async function make({ subject, kind, path, language }: ReportToMake, signal: AbortSignal): Promise<string> {
    const options: ReportOptions = {
      place: { path, ifThere: 'number', makesFolder: true },
      language,
      signal,
      onProgress: ({ phase, done, total }) => change({ phase, done, total }),
    }
    const known = subject.kind === 'later' ? await subject.subject() : subject
    if (kind === 'ledger' || known.kind === 'days') return (await reports.ledger({ ...options, of: known })).path
    return (await reports.write({ ...options, subject: known, format: kind })).path
  }
}
