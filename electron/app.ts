import type { Caps } from './batches/ledger.ts'
import type { Engine } from './batches/engine.ts'
import type { History } from './history/history.ts'
import type { Lease } from './history/lease.ts'
import type { KeySources } from './secrets/environment-keys.ts'

/** One open library with everything that works on it. Built by `compose.ts`; what a host talks to. */
export interface App {
  readonly engine: Engine
  readonly libraryFolder: string
  /** Daily and monthly caps of the settings, and the cap of a batch that names none. */
  readonly caps: Caps
  /** Where results go when nothing else is said; null where the settings leave it to the host. */
  readonly outputFolder: string | null
  /** Keys; the environment goes before the key store, and `sourceOf` says which it was. */
  readonly secrets: KeySources
  /** Search, proof and reports over everything that was done. */
  readonly history: History
  /** The right to run items of this library; null while another process has it. */
  takeLease(host: string): Lease | null
  describeLeaseHolder(): string
  close(): Promise<void>
}
