import type { Mode } from '../../shared/domain/item.ts'
import type { Reconciled } from '../../shared/ipc/spend-rows.ts'
import type { Services } from '../batches/engine.ts'
import type { Reader } from '../history/reader/reader.ts'
import type { ServiceCharge } from '../providers/charges.ts'
import { momentsOf } from './calendar.ts'
import { compareCharges } from './compare.ts'
import type { LocalQuery } from './local-charges.ts'

export interface ReconcileRequest extends LocalQuery {
  readonly signal: AbortSignal
  /** Told how many more records were read. */
  readonly onRead: (records: number) => void
}

export interface ReconcileDependencies {
  readonly reader: Pick<Reader, 'ask'>
  readonly services: (mode: Mode) => Promise<Pick<Services, 'charges'>>
  readonly now: () => Date
}

/** A request counts in the day it was reserved in, and may have been recorded a while before or after that. */
const marginMs = 26 * 60 * 60_000

/**
 * Compares the ledger with what a service has on record. Reads on both sides and changes nothing; needs a key and the
 * network, and throws what they throw.
 */
export async function reconcile(dependencies: ReconcileDependencies, request: ReconcileRequest): Promise<Reconciled> {
  const { reader, now } = dependencies
  const { service, mode, from, to } = request
  const { there, isWhole } = await readRecords(dependencies, request)
  const here = await reader.ask('charges', { service, mode, from, to })
  const known = new Set(here.map(({ attempt }) => attempt))
  const named = there.flatMap(({ reference }) => (reference === null || known.has(reference) ? [] : [reference]))
  const elsewhere = await reader.ask('chargesOf', named)
  return compareCharges({ service, here, there, elsewhere, days: { from, to }, isWhole, now: now() })
}

async function readRecords(
  { services }: ReconcileDependencies,
  { mode, service, signal, onRead, ...days }: ReconcileRequest,
) {
  const { fromMs, toMs } = momentsOf(days)
  const range = { fromMs: fromMs - marginMs, toMs: toMs + marginMs }
  const there: ServiceCharge[] = []
  let isWhole = true
  for await (const { charges, isCutOff } of (await services(mode)).charges(service, range, signal)) {
    signal.throwIfAborted()
    there.push(...charges)
    if (isCutOff) isWhole = false
    onRead(charges.length)
  }
  return { there, isWhole }
}
