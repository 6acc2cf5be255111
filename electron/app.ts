import type { Clock } from './batches/clock.ts'
import type { Engine } from './batches/engine.ts'
import type { Ledger } from './batches/ledger.ts'
import type { Database } from './history/database.ts'
import type { History } from './history/history.ts'
import type { Items } from './history/items.ts'
import type { Lease } from './history/lease.ts'
import type { Outputs } from './history/outputs.ts'
import type { Sources } from './history/sources.ts'
import type { Images } from './images/images.ts'
import type { KeySources } from './secrets/environment-keys.ts'
import type { SettingsFile } from './settings/settings.ts'

/** One open library with everything that works on it. Built by `compose.ts`; what a host talks to. */
export interface App {
  readonly engine: Engine
  readonly libraryFolder: string
  /** Read anew wherever they count: what the user changes holds for the next run. */
  readonly settings: SettingsFile
  /** Keys; the environment goes before the key store, and `sourceOf` says which it was. */
  readonly secrets: KeySources
  /** Search, proof and reports over everything that was done. */
  readonly history: History
  /** What the library holds, for hosts that show more of it than the engine tells. */
  readonly database: Database
  readonly items: Items
  readonly sources: Sources
  readonly outputs: Outputs
  readonly ledger: Ledger
  readonly images: Images
  readonly clock: Clock
  /** The right to run items of this library; null while another process has it. */
  takeLease(host: string): Lease | null
  describeLeaseHolder(): string
  close(): Promise<void>
}
