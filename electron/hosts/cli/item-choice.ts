import { Option } from 'commander'
import { AppError } from '../../../shared/errors.ts'
import type { Item } from '../../history/items.ts'

/** Which items of a batch are meant: by their place in it, from 1, or by id. */
export interface ItemChoice {
  readonly ids: ReadonlySet<string>
  readonly ranges: readonly { readonly from: number; readonly to: number }[]
}

export function itemsOption(whichUnlessTold: string): Option {
  const help = `pictures by their place in the batch, as 1,3,5-9, or by their id (${whichUnlessTold} unless told)`
  return new Option('--items <list>', help).argParser(readChoice)
}

/** The chosen ones in the order of the batch. Throws `invalid-request` for a choice the batch does not have. */
export function chosenItems(items: readonly Item[], { ids, ranges }: ItemChoice): Item[] {
  for (const { from, to } of ranges) {
    if (to > items.length) throw noSuch(from === to ? String(to) : `${from}-${to}`)
  }
  const known = new Set(items.map(({ id }) => id))
  const unknown = [...ids].find((id) => !known.has(id))
  if (unknown !== undefined) throw noSuch(unknown)
  return items.filter(
    ({ id }, index) => ids.has(id) || ranges.some(({ from, to }) => index + 1 >= from && index + 1 <= to),
  )
}

function readChoice(text: string): ItemChoice {
  const parts = text.split(',').map((part) => part.trim())
  const ids = new Set<string>()
  const ranges: { from: number; to: number }[] = []
  for (const part of parts) {
    const [, from, to] = /^(\d{1,7})(?:-(\d{1,7}))?$/.exec(part) ?? []
    if (from === undefined) ids.add(part)
    else ranges.push({ from: Number(from), to: Number(to ?? from) })
  }
  const isWrong = ids.has('') || ranges.some(({ from, to }) => from < 1 || to < from)
  if (isWrong) throw new AppError('invalid-request', `--items must be a list like 1,3,5-9; “${text}” is not.`)
  return { ids, ranges }
}

function noSuch(what: string): AppError {
  return new AppError('invalid-request', `The batch has no picture “${what}”. “lightbench history show” lists them.`)
}
