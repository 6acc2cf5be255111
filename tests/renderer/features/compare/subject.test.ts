import { describe, expect, it } from 'vitest'
import {
  subjectOfItem,
  subjectOfItems,
  subjectOfStop,
  withPicturesOf,
} from '../../../../renderer/features/compare/subject.ts'
import type { Stop } from '../../../../renderer/features/compare/walk.ts'
import { unmarked } from '../../../../renderer/features/review/marks/marks.ts'
import type { ItemDetails } from '../../../../shared/ipc/rows.ts'
import { generateItem } from '../../../support/page/generated.ts'

function itemAt(position: number): ItemDetails {
  const batch = { id: `batch-${position}`, number: position, model: 'runflow/reve/edit', prompt: 'Redder' }
  const row = generateItem({ batch, position, status: 'done' })
  return { row, sourcePath: `/pictures/${row.label}`, facts: null, attempts: [] }
}

const item = itemAt(1)
const output = item.row.outputs[0]!
const stop: Stop = {
  key: 'entry 7',
  name: 'IMG_0001-edit.jpg',
  picture: 'source as listed',
  after: 'result as listed',
  outputId: output.id,
  marks: unmarked,
  failure: null,
  asks: { kind: 'item', id: item.row.id },
}

describe('what is to be seen at a stop', () => {
  it('is its pictures before main has said anything', () => {
    const subject = subjectOfStop(stop)
    expect(subject.source.picture).toBe('source as listed')
    expect(subject.results).toMatchObject([{ id: output.id, picture: 'result as listed', size: null }])
  })

  it('keeps the pictures that are shown when main says more, and nothing is loaded twice', () => {
    const subject = withPicturesOf(stop, subjectOfItem(item))
    expect(subject.key).toBe('entry 7')
    expect(subject.source.picture).toBe('source as listed')
    expect(subject.results).toMatchObject([{ id: output.id, picture: 'result as listed', size: { width: 1536 } }])
  })

  it('holds the result its stop stands for where main does not tell of it, because it is in the bin', () => {
    const binned = { ...item, row: { ...item.row, outputs: [] } }
    const subject = withPicturesOf(stop, subjectOfItem(binned))
    expect(subject.results).toMatchObject([{ id: output.id, picture: 'result as listed', output: null }])
    const failed = withPicturesOf({ ...stop, outputId: null, after: null }, subjectOfItem(binned))
    expect(failed.results).toEqual([])
  })

  it('knows which item made a result, and its words', () => {
    expect(subjectOfItem(item).results[0]?.item).toEqual({
      id: item.row.id,
      prompt: 'Redder',
      model: 'runflow/reve/edit',
    })
  })

  it('is every result of a source where the stop stands for a stack', () => {
    const subject = subjectOfItems('stack', [item, itemAt(2)])
    expect(subject?.results).toHaveLength(2)
    expect(subject?.key).toBe('stack')
    expect(subjectOfItems('stack', [])).toBeNull()
  })
})
