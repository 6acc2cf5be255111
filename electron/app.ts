import type { Clock } from './batches/clock.ts'
import type { Engine } from './batches/engine.ts'
import type { Ledger } from './batches/journal/ledger.ts'
import type { Database } from './history/database.ts'
import type { Items } from './history/items.ts'
import type { Lease } from './history/lease.ts'
import type { Outputs } from './history/outputs.ts'
import type { Reader } from './history/reader/reader.ts'
import type { Sources } from './history/sources.ts'
import type { Images } from './images/images.ts'
import type { KeySources } from './secrets/environment-keys.ts'
import type { Repair } from './repair/repair.ts'
import type { Reports } from './reports/reports.ts'
import type { SettingsFile } from './settings/settings.ts'
import type { Upkeep } from './upkeep/create-upkeep.ts'
import type { Verify } from './verify/create-verify.ts'

/** One open library with everything that works on it. Built by `compose.ts`; what a host talks to. */
export interface App {
  readonly engine: Engine
  readonly libraryFolder: string
  /** Read anew wherever they count: what the user changes holds for the next run. */
  readonly settings: SettingsFile
  /** Keys; the environment goes before the key store, and `sourceOf` says which it was. */
  readonly secrets: KeySources
  /** Sheets and tables of it as files. */
  readonly reports: Reports
  /** Whether results still are what was written, and where those are that were moved. */
  readonly verify: Verify
  /** Takes up results that the library does not know from their own records. */
  readonly repair: Repair
  /** Looks at what was made while nobody needs the machine; a host begins and stops it. */
  readonly upkeep: Upkeep
  /** What the library holds, for hosts that show more of it than the engine tells. */
  readonly database: Database
  /** Asks the library what takes longer than the main thread may wait. */
  readonly reader: Reader
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
