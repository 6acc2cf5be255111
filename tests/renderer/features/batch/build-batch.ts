import { nanoUsd, noMoney } from '../../../../shared/domain/money.ts'
import type { BatchRow, ItemRow } from '../../../../shared/ipc/rows.ts'

export function buildBatch(changes: Partial<BatchRow> = {}): BatchRow {
  return {
    id: `batch-${changes.number ?? 1}`,
    number: 1,
    mode: 'paid',
    model: 'runflow/reve/edit',
    prompt: 'Redder',
    status: 'done',
    pause: null,
    counts: { done: 10 },
    total: 10,
    charged: nanoUsd(400_000_000),
    reserved: noMoney,
    atStake: noMoney,
    toSpend: noMoney,
    perItem: nanoUsd(40_000_000),
    worstCase: nanoUsd(400_000_000),
    cap: null,
    outputFolder: '/out',
    createdAt: '2026-05-06T08:00:00.000Z',
    finishedAt: null,
    activity: 'none',
    etaMs: null,
    pictures: [],
    ...changes,
  }
}

export function buildItem(position: number, changes: Partial<ItemRow> = {}): ItemRow {
  return {
    id: `item-${position}`,
    batchId: 'batch-1',
    position,
    label: `IMG_${position}.jpg`,
    picture: `picture-${position}`,
    prompt: 'Redder',
    status: 'queued',
    skipReason: null,
    failure: null,
    charged: noMoney,
    atStake: noMoney,
    outputs: [],
    sourceId: position,
    ...changes,
  }
}
