import type { Handlers } from '../../../electron/ipc/dispatch.ts'
import { addMoney, nanoUsd, noMoney } from '../../../shared/domain/money.ts'
import type { ReportOutputs, ReportState } from '../../../shared/ipc/report-rows.ts'
import type { ReconcileState, SpendDay, SpendOutputs, SpendOverview } from '../../../shared/ipc/spend-rows.ts'
import type { FakeLibrary } from './fake-library.ts'

type BooksChannel = keyof ReportOutputs | keyof SpendOutputs

const cent = 10_000_000

/** Made-up accounts: money on most days, and a difference with one of the services. */
export function booksHandlers({ emit }: Pick<FakeLibrary, 'emit'>): Pick<Handlers, BooksChannel> {
  let report: ReportState = { phase: 'idle', done: 0, total: null, path: null, failure: null }
  let reconcile: ReconcileState = {
    phase: 'idle',
    mode: 'paid',
    from: '',
    to: '',
    read: 0,
    results: [],
    failures: [],
    endedAt: null,
  }
  return {
    'spend:overview': overviewOf,
    'report:read': () => report,
    'report:start': () => {
      report = {
        phase: 'done',
        done: 300,
        total: 300,
        path: '/home/ada/reports/Lightbench batch 12.html',
        failure: null,
      }
      emit({ name: 'report', payload: report })
      return true
    },
    'report:stop': () => undefined,
    'report:open': () => undefined,
    'report:reveal': () => undefined,
    'reconcile:read': () => reconcile,
    'reconcile:start': (query) => {
      reconcile = { ...reconcile, ...query, ...compared, phase: 'done', endedAt: '2026-03-20T10:00:00.000Z' }
      emit({ name: 'reconcile', payload: reconcile })
    },
    'reconcile:stop': () => undefined,
  }
}

const compared: Pick<ReconcileState, 'read' | 'results' | 'failures'> = {
  read: 214,
  results: [
    {
      service: 'runflow',
      here: nanoUsd(812 * cent),
      there: nanoUsd(816 * cent),
      matched: 203,
      pending: 2,
      unknown: 0,
      isWhole: true,
      days: [],
      differenceCount: 1,
      differences: [
        {
          kind: 'only-there',
          day: '2026-03-12',
          at: '2026-03-12T10:00:00.000Z',
          here: noMoney,
          there: nanoUsd(4 * cent),
          model: '',
          batchId: null,
          batchNumber: null,
          name: null,
          attempt: null,
          runId: '0197c1de-0000-7000-8000-000000000001',
          isOurs: false,
        },
      ],
    },
  ],
  failures: [{ service: 'aimlapi', failure: { code: 'offline', message: 'AIML API cannot be reached.' } }],
}

function overviewOf({ mode, from, to }: { mode: SpendOverview['mode']; from: string; to: string }): SpendOverview {
  const days: SpendDay[] = []
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10)
    const amount = (Number(day.slice(8)) * 37) % 11
    days.push({ day, charged: nanoUsd(amount < 3 ? 0 : amount * 40 * cent), held: noMoney })
  }
  const charged = addMoney(...days.map((row) => row.charged))
  const sums = { charged, requests: 180, refused: 7, kept: 64 }
  return {
    mode,
    from,
    to,
    days,
    charged,
    held: nanoUsd(8 * cent),
    models: [{ model: 'runflow/reve/edit', ...sums }],
    batches: [{ id: 'batch-12', number: 12, model: 'runflow/reve/edit', ...sums }],
    batchCount: 1,
    refused: 7,
    kept: 64,
    unanswered: [{ batchId: 'batch-12', batchNumber: 12, count: 2, atStake: nanoUsd(8 * cent) }],
    months: ['2026-03', '2026-02'],
  }
}
