import type { Failure } from '../../../shared/errors.ts'
import type { ModelDeclaration } from '../../../shared/models/model.ts'
import type { Batch } from '../../history/batches.ts'
import type { Database } from '../../history/database.ts'
import type { Items } from '../../history/items.ts'
import type { Outputs } from '../../history/outputs.ts'
import type { Sources } from '../../history/sources.ts'
import type { Images } from '../../images/images.ts'
import type { Metadata } from '../../images/metadata.ts'
import type { CallContext, EditProvider, UploadFile } from '../../providers/provider.ts'
import type { Clock } from '../clock.ts'
import type { Gate } from './gate.ts'
import type { Journal } from '../journal/journal.ts'
import type { Caps } from '../journal/ledger.ts'
import type { OutputFiles } from './output-files.ts'
import type { RetryDependencies } from './retry.ts'
import type { Throttle } from './throttle.ts'

/** What an item may want to tell that is not a failure. */
export interface RunLog {
  warn(message: string, details?: unknown): void
  error(message: string, thrown: unknown): void
}

/** Everything one running batch works with. Built once per run; its parts know nothing of each other. */
export interface RunContext {
  readonly batch: Batch
  readonly model: ModelDeclaration
  readonly provider: EditProvider
  /** As they are at this moment. Where nobody can tell, nothing more is sent and it throws `cancelled`. */
  readonly caps: () => Promise<Caps>
  /** Throws `disk-full` where what is paid for next might find no room. */
  readonly requireRoom: () => Promise<void>
  readonly journal: Journal
  readonly items: Items
  readonly outputs: Outputs
  readonly sources: Sources
  readonly images: Images
  readonly metadata: Metadata
  readonly files: OutputFiles
  readonly database: Database
  readonly throttle: Throttle
  readonly gate: Gate
  readonly clock: Clock
  readonly random: () => number
  /** Aborted when the process is asked to leave at once; what is journalled is taken up again later. */
  readonly leave: AbortSignal
  /** The provider's own waits, unless a test cannot wait that long. */
  readonly lookUpWaitsMs: readonly number[]
  readonly workFolder: string
  /** The recipe's reference pictures, prepared once a run. */
  readonly references: () => Promise<readonly UploadFile[]>
  readonly log: RunLog
  /** The service's key; throws `missing-key` or a `keychain-*` code. Empty for the local provider. */
  readonly key: () => Promise<string>
  /** Resolves when something hints that a run has ended, or after `ms`; rejects when `leave` is aborted. */
  readonly waitForRun: (runId: string, ms: number, leave: AbortSignal) => Promise<void>
}

export async function callContext(context: RunContext): Promise<CallContext> {
  return { apiKey: await context.key(), signal: context.leave }
}

/** How free calls are repeated in this run; a busy service slows the whole batch down, not one item. */
export function retrying(context: RunContext): RetryDependencies {
  const { clock, random, leave: signal, throttle } = context
  return {
    clock,
    random,
    signal,
    onBusy: (failure, waitMs) => {
      if (failure.code === 'rate-limited') throttle.slowDown(waitMs)
    },
  }
}

/** The reason new work does not start, for items that were about to be sent. */
export const stoppedByUser: Failure = { code: 'cancelled', message: 'Stopped before it was sent.' }
