import type { Handlers } from '../../../electron/ipc/dispatch.ts'
import type { ItemStatus } from '../../../shared/domain/item.ts'
import { isSettled } from '../../../shared/domain/item.ts'
import { nanoUsd, noMoney, parseUsd, type NanoUsd } from '../../../shared/domain/money.ts'
import { AppError } from '../../../shared/errors.ts'
import type { BatchRow, ItemRow } from '../../../shared/ipc/rows.ts'
import { recipeSchema } from '../../../shared/domain/recipe.ts'
import type { FakeLibrary } from './fake-library.ts'
import { makePlan, runPlan } from './fake-plan.ts'
import { historyItem } from './fake-results.ts'
import { putBatch } from './fake-run.ts'
import { sumUp, withStatus } from './generated.ts'

type BatchChannel = Exclude<
  Extract<
    keyof Handlers,
    `batches:${string}` | `plan:${string}` | `items:${string}` | `outputs:${string}` | 'spend:read'
  >,
  'plan:again'
>

export function batchHandlers(library: FakeLibrary): Pick<Handlers, BatchChannel> {
  return {
    'plan:make': (input) => makePlan(library, input),
    'plan:cancel': () => undefined,
    'plan:run': ({ planId }) => runPlan(library, planId),
    'batches:list': ({ before, limit }) => ({
      rows: library.batches.filter(({ number }) => before === null || number < before).slice(0, limit),
      total: library.batches.length,
    }),
    'batches:read': ({ id }) => details(batchOf(library, id)),
    'batches:items': ({ id, after, limit }) =>
      itemsOf(library, id)
        .filter(({ position }) => position > after)
        .slice(0, limit),
    'batches:pause': ({ id }) => change(library, id, { status: 'paused', activity: 'none' }),
    'batches:resume': ({ id }) => {
      move(library, id, (item) => (item.status === 'parked' ? 'queued' : null))
      change(library, id, { status: 'running', activity: 'running', pause: null })
    },
    'batches:cancel': ({ id }) => {
      move(library, id, (item) => (isSettled(item.status) ? null : 'cancelled'))
      change(library, id, { status: 'cancelled', activity: 'none' })
    },
    'batches:retry': ({ id, items }) => {
      const moved = move(library, id, ({ status, id: item }) =>
        status === 'failed' && (items === null || items.includes(item)) ? 'queued' : null,
      )
      change(library, id, { status: 'running', activity: 'running' })
      return moved
    },
    'batches:resolve': ({ id, items, decision }) =>
      move(library, id, ({ status, id: item }) => {
        if (status !== 'unresolved' || (items !== null && !items.includes(item))) return null
        return decision === 'give-up' ? 'failed' : decision === 'send-again' ? 'queued' : 'done'
      }),
    'batches:set-cap': ({ id, cap }) => change(library, id, { cap: cap === null ? null : parseUsd(cap) }),
    'batches:set-folder': ({ id }) => change(library, id, { outputFolder: '/home/ada/Pictures/Results' }),
    'items:read': ({ id }) => itemDetails(library, id),
    'outputs:open': () => undefined,
    'outputs:reveal': () => undefined,
    'spend:read': () => spend(library),
  }
}

function batchOf(library: FakeLibrary, id: string): BatchRow {
  const batch = library.batches.find((row) => row.id === id)
  if (batch === undefined) throw new AppError('invalid-request', 'There is no such batch.')
  return batch
}

function itemsOf(library: FakeLibrary, id: string): ItemRow[] {
  return library.items.get(batchOf(library, id).id) ?? []
}

function change(library: FakeLibrary, id: string, changes: Partial<BatchRow>): void {
  const batch = { ...batchOf(library, id), ...changes }
  putBatch(library, sumUp(batch, itemsOf(library, id)), [])
}

/** Gives items another status, null leaves one as it is; returns how many it moved. */
function move(library: FakeLibrary, id: string, to: (item: ItemRow) => ItemStatus | null): number {
  const batch = batchOf(library, id)
  const items = itemsOf(library, id)
  const moved: ItemRow[] = []
  for (const item of items) {
    const status = to(item)
    if (status === null) continue
    const changed = withStatus(item, status, batch)
    items[item.position] = changed
    moved.push(changed)
  }
  putBatch(library, sumUp(batch, items), moved)
  return moved.length
}

function details(row: BatchRow): ReturnType<Handlers['batches:read']> {
  const {
    mask: _mask,
    references: _references,
    ...recipe
  } = recipeSchema.parse({ model: row.model, prompt: row.prompt })
  return {
    row,
    recipe: { ...recipe, references: [] },
    quote: {
      model: row.model,
      mode: row.mode,
      outputFolder: row.outputFolder,
      send: row.total,
      unreadable: 0,
      skipped: {},
      leftOut: [],
      examples: [],
      unmatchedRows: [],
      price: { perItem: row.perItem, asOf: '2026-05-01', source: 'price list', isEstimate: false },
      again: false,
      worstCase: row.worstCase,
      cap: row.cap,
      balance: null,
      disclosure: [],
      warnings: [],
    },
  }
}

function itemDetails(library: FakeLibrary, id: string): ReturnType<Handlers['items:read']> {
  const past = historyItem(library, id)
  if (past !== null) return past
  const row = [...library.items.values()].flat().find((item) => item.id === id)
  if (row === undefined) throw new AppError('invalid-request', 'There is no such item.')
  return {
    row,
    sourcePath: `/home/ada/Pictures/${row.label}`,
    facts: null,
    attempts: [
      {
        number: 1,
        state: row.status === 'done' ? 'settled' : 'open',
        price: nanoUsd(40_000_000),
        cost: row.status === 'done' ? row.charged : null,
        runId: 'run_01HZX4',
        createdAt: new Date().toISOString(),
        settledAt: row.status === 'done' ? new Date().toISOString() : null,
        failure: row.failure,
      },
    ],
  }
}

function spend({ settings }: FakeLibrary): ReturnType<Handlers['spend:read']> {
  const cents = [0, 120, 40, 0, 0, 310, 880, 640, 0, 75, 1_220, 960, 430, 1_248]
  return {
    mode: settings.mode,
    day: { charged: charged(1_248), reserved: charged(16), cap: cap(settings.caps.dayUsd) },
    month: { charged: charged(5_923), reserved: noMoney, cap: cap(settings.caps.monthUsd) },
    days: cents.map((amount, index) => ({
      day: `2026-05-${String(index + 5).padStart(2, '0')}`,
      charged: charged(amount),
    })),
  }
}

function charged(amountCents: number): NanoUsd {
  return nanoUsd(amountCents * 10_000_000)
}

function cap(text: string | null): NanoUsd | null {
  return text === null ? null : parseUsd(text)
}
