import type { ItemStatus } from '../../../shared/domain/item.ts'
import type { Inputs } from '../../../shared/ipc/inputs.ts'
import type { PageEvent } from '../../../shared/ipc/contract.ts'
import type { BatchRow, IntakeState, ItemRow, PlanView, RecipeRow, SourceRow } from '../../../shared/ipc/rows.ts'
import type { KeysView } from '../../../shared/ipc/service-rows.ts'
import type { SettingsView } from '../../../shared/ipc/settings-view.ts'
import type { ServiceId } from '../../../shared/models/model.ts'
import { createFakeHistory, type FakeHistory } from './fake-history.ts'
import { generateBatch, generateSource } from './generated.ts'
import type { FakeOptions } from './options.ts'

/** All a fake main process remembers. */
export interface FakeLibrary {
  readonly options: FakeOptions
  readonly removed: Map<string, readonly SourceRow[]>
  readonly items: Map<string, ItemRow[]>
  readonly plans: Map<string, { readonly view: PlanView; readonly input: Inputs['plan:make'] }>
  readonly page: { recipe?: string; layout?: string; selection?: string }
  sources: SourceRow[]
  /** Newest first. */
  batches: BatchRow[]
  recipes: RecipeRow[]
  settings: SettingsView
  keys: KeysView
  intake: IntakeState
  readonly history: FakeHistory
  emit(event: PageEvent): void
}

export function createFakeLibrary(options: FakeOptions, emit: FakeLibrary['emit']): FakeLibrary {
  const library: FakeLibrary = {
    options,
    removed: new Map(),
    items: new Map(),
    plans: new Map(),
    page: {},
    sources: Array.from({ length: options.count }, (_, id) => generateSource(id)),
    batches: [],
    recipes: [],
    settings: firstSettings(options),
    keys: firstKeys(options),
    intake: { phase: 'idle', found: 0, received: null, last: null },
    history: createFakeHistory(options.history),
    emit,
  }
  addHistory(library)
  return library
}

function addHistory(library: FakeLibrary): void {
  const { scenario, batches, count } = library.options
  if (scenario === 'first-run' || scenario === 'table') return
  const size = Math.min(Math.max(count, 1), 48)
  for (let number = 1; number <= batches; number += 1) {
    const mode = number % 5 === 0 ? 'practice' : 'paid'
    const isMixed = number % 3 === 0
    const isPaused = number === batches - 1
    const status = isPaused ? 'paused' : 'done'
    const statusAt = isPaused ? pausedAt : isMixed ? mixedAt : doneAt
    add(library, generateBatch({ number, status, mode, size, statusAt }))
  }
  if (scenario === 'running') {
    const mode = library.options.mode
    const runSize = Math.min(Math.max(count, 1), 486)
    add(
      library,
      generateBatch({ number: batches + 1, status: 'running', mode, size: runSize, statusAt: runningAt(runSize) }),
    )
  }
  markSources(library)
}

function add(library: FakeLibrary, { row, items }: { row: BatchRow; items: ItemRow[] }): void {
  library.batches.unshift(row)
  library.items.set(row.id, items)
}

/** Sources show how many results they have, and how their latest item stands. */
export function markSources(library: FakeLibrary): void {
  const results = new Map<number, number>()
  const statuses = new Map<number, ItemStatus>()
  for (const batch of library.batches.toReversed()) {
    for (const { sourceId, outputs, status } of library.items.get(batch.id) ?? []) {
      if (sourceId === null) continue
      results.set(sourceId, (results.get(sourceId) ?? 0) + outputs.length)
      statuses.set(sourceId, status)
    }
  }
  library.sources = library.sources.map((source) => ({
    ...source,
    results: results.get(source.id) ?? 0,
    status: statuses.get(source.id) ?? null,
  }))
}

const doneAt = (): ItemStatus => 'done'
const mixedAt = (position: number): ItemStatus =>
  position % 11 === 4 ? 'failed' : position % 13 === 6 ? 'skipped' : 'done'
const pausedAt = (position: number): ItemStatus =>
  position === 7 || position === 9 ? 'unresolved' : position % 9 === 2 ? 'failed' : position < 20 ? 'done' : 'parked'
const phases: readonly ItemStatus[] = ['fetching', 'waiting', 'waiting', 'submitting']
const runningAt =
  (size: number) =>
  (position: number): ItemStatus => {
    const reached = Math.floor(size * 0.6)
    if (position >= reached) return phases[position - reached] ?? 'queued'
    return position % 37 === 5 ? 'failed' : position % 53 === 11 ? 'unresolved' : 'done'
  }

function firstSettings({ mode, theme, language }: FakeOptions): SettingsView {
  return {
    mode,
    theme,
    language,
    caps: { dayUsd: '20.00', monthUsd: null, batchUsd: '25.00' },
    outputFolder: null,
    recentFolders: [{ id: 'recent-1', path: '/home/ada/Pictures/lightbench' }],
    concurrency: { runflow: 4, aimlapi: 2, local: 2 },
    uploadGps: false,
    notifications: true,
    libraryFolder: '/home/ada/.local/share/lightbench',
  }
}

const storeFailures = {
  absent: { code: 'keychain-absent', message: 'This system has no key store that answers.' },
  locked: { code: 'keychain-locked', message: 'The key store is locked.' },
  refused: { code: 'keychain-refused', message: 'The key store did not let Lightbench in.' },
  hanging: { code: 'keychain-hanging', message: 'The key store has not answered for 5 seconds.' },
} as const

function firstKeys({ keys }: FakeOptions): KeysView {
  const has = keys === 'keychain' || keys === 'environment' ? keys : null
  const state = keys === 'none' || has !== null ? 'ok' : (keys as keyof typeof storeFailures) // What is left.
  return {
    store: { state, failure: state === 'ok' ? null : storeFailures[state] },
    services: [
      { service: 'runflow', source: has },
      { service: 'aimlapi', source: null },
    ],
  }
}

export function withKey(keys: KeysView, service: ServiceId, source: 'keychain' | null): KeysView {
  return { ...keys, services: keys.services.map((row) => (row.service === service ? { service, source } : row)) }
}
