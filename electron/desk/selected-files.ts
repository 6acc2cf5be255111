import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Selection } from '../../shared/ipc/inputs.ts'
import type { Found } from '../library/walk-state.ts'
import type { TableSource } from '../table/table-rows.ts'
import type { Table } from '../table/table.ts'

/** Reading a page of the table takes as long as asking for that many one after the other. */
const fewIds = 500
const pageSize = 5_000

/** The files of a selection as they were found, in the order they were added; `sample` of them spread evenly over it. */
export async function selectedFiles(
  table: Pick<Table, 'get' | 'page'>,
  selection: Selection,
  sample: number | null,
): Promise<readonly Found[]> {
  const sources = await readSources(table, selection)
  const files = sources.map(({ path, root, relativePath, bytes, modifiedMs }): Found => ({
    path,
    root,
    relativePath,
    bytes,
    mtimeMs: modifiedMs,
  }))
  return sample === null ? files : spread(files, sample)
}

/** From the middle of as many equal parts; the same ones each time. */
export function spread<T>(values: readonly T[], count: number): readonly T[] {
  if (values.length <= count) return values
  const step = values.length / count
  return Array.from({ length: count }, (_, index) => Math.floor((index + 0.5) * step)).flatMap((place) =>
    values.slice(place, place + 1),
  )
}

async function readSources(table: Pick<Table, 'get' | 'page'>, selection: Selection): Promise<readonly TableSource[]> {
  const wanted = 'all' in selection ? null : new Set(selection.ids)
  if (wanted !== null && wanted.size <= fewIds) {
    return [...wanted].toSorted((one, other) => one - other).flatMap((id) => table.get(id) ?? [])
  }
  const found: TableSource[] = []
  for (let after = -1; ;) {
    const page = table.page(after, pageSize)
    for (const source of page) if (wanted === null || wanted.has(source.id)) found.push(source)
    const last = page.at(-1)
    if (last === undefined || page.length < pageSize) return found
    after = last.id
    await nextTurn()
  }
}
