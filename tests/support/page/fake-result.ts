import { addMoney } from '../../../shared/domain/money.ts'
import type { HistoryRow, LineageStep, ResultDetails } from '../../../shared/ipc/history-rows.ts'
import type { FakeLibrary } from './fake-library.ts'
import { findResult, noteOf } from './fake-results.ts'

/** Everything about a result; every third was made of another result, and every seventh has lost its files. */
export function resultDetails(library: FakeLibrary, id: string): ResultDetails {
  const { row, output, tags } = findResult(library, id)
  const isLost = row.id % 7 === 3
  const steps = lineageOf(library, row)
  return {
    row,
    output,
    sourcePath: `/home/ada/Pictures/2026/spring catalogue/selected for the printer/${row.name}`,
    isSourceThere: !isLost,
    isFileThere: row.id % 14 !== 3,
    tags,
    note: noteOf(id),
    sha256: hash(row.id),
    sourceSha256: hash(row.id + 7),
    verifiedAt: row.result?.file === null ? null : '2026-05-12T10:00:00.000Z',
    runIds: row.model.startsWith('local/') ? [] : [`run_01HZX${row.id}K3PQ8V2M5`],
    lineage: {
      steps,
      charged: addMoney(...steps.map(({ charged }) => charged)),
      later: row.id % 4 === 1 ? [{ ...stepOf(row), itemId: `later-${row.id}`, relation: 'redo' }] : [],
    },
    collections: row.id % 3 === 0 ? ['For the spring catalogue', 'Covers'] : [],
    putBack: null,
    repeatable: row.model.startsWith('local/') ? 'always' : row.model.includes('flux') ? 'with-seed' : 'never',
  }
}

function lineageOf({ history }: FakeLibrary, row: HistoryRow): readonly LineageStep[] {
  if (row.id % 3 !== 0) return [stepOf(row)]
  const earlier = history.entries.filter((entry) => entry.row.result !== null && entry.row.id < row.id).slice(-2)
  return [...earlier.map((entry) => stepOf(entry.row)), { ...stepOf(row), relation: row.id % 2 === 0 ? 'redo' : null }]
}

function stepOf({ itemId, batchNumber, model, prompt, charged, source, result, name }: HistoryRow): LineageStep {
  return {
    itemId,
    batchNumber,
    model,
    prompt,
    charged,
    relation: null,
    source,
    outputId: result?.id ?? null,
    result: result?.picture ?? null,
    name,
  }
}

function hash(seed: number): string {
  return Array.from({ length: 64 }, (_, index) => ((seed * 31 + index * 17 + 5) % 16).toString(16)).join('')
}
