import type { Failure } from '../errors.ts'

/** How far a report is or was. */
export interface ReportState {
  readonly phase: 'idle' | 'reading' | 'pictures' | 'printing' | 'writing' | 'done' | 'stopped' | 'failed'
  readonly done: number
  readonly total: number | null
  /** Where it is, once it is done. */
  readonly path: string | null
  readonly failure: Failure | null
}

/** What the channels about reports answer. */
export interface ReportOutputs {
  'report:read': ReportState
  /** False where the dialog was closed without a choice. How far it is is told by events; one is made at a time. */
  'report:start': boolean
  'report:stop': void
  /** The latest one, by the system. */
  'report:open': void
  'report:reveal': void
}
