import { basename, dirname, sep } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { isSettled } from '../../../shared/domain/item.ts'
import type { NanoUsd } from '../../../shared/domain/money.ts'
import type { ItemRelation } from '../../../shared/domain/review.ts'
import { AppError, type Failure } from '../../../shared/errors.ts'
import type { LeftItem } from '../../batches/plan/done-again.ts'
import type { PlanFile, PlanRequest } from '../../batches/plan/plan-request.ts'
import type { Batch, Batches } from '../../history/batches.ts'
import type { Item, Items } from '../../history/items.ts'
import { modelToRedo, modelToRerun } from './again-model.ts'
import { refuseMixed } from './one-kind.ts'

export interface AgainWish {
  readonly itemIds: readonly string[]
  readonly relation: ItemRelation
  /** In other words; null for the same ones. Only for `redo`. */
  readonly prompt: string | null
  readonly caps: (batch: Batch) => NanoUsd | null
}

export interface AgainRequest {
  readonly request: PlanRequest
  readonly left: readonly LeftItem[]
}

interface Dependencies {
  readonly items: Pick<Items, 'some' | 'contentKey'>
  readonly batches: Pick<Batches, 'get'>
}

const readAtOnce = 500

/**
 * What has to be planned to do items again: their sources, with the recipe, the mode and the folder of the batch they are
 * of. New results never take the names of the earlier ones. With other words a picture that was edited with just those is
 * skipped; with the same words the wish is to be paid again. Throws where no item can be done again, or they were not
 * made alike. Reads the library only.
 */
export async function readAgainRequest(dependencies: Dependencies, wish: AgainWish): Promise<AgainRequest> {
  const { relation, prompt } = wish
  if (relation === 'rerun' && prompt !== null) {
    throw new AppError('invalid-request', 'A request in other words is not the same request.')
  }
  const all = await readItems(dependencies, wish.itemIds)
  const left = all.flatMap((item) => asLeft(item, whyNot(dependencies, item, relation)))
  const items = all.filter((item) => whyNot(dependencies, item, relation) === null)
  const [first] = items
  if (first === undefined) throw refusal(left)
  const batches = [...new Set(items.map(({ batchId }) => batchId))].map((id) => dependencies.batches.get(id))
  refuseMixed(batches, relation)
  const batch = dependencies.batches.get(first.batchId)
  const { recipe, mode, outputFolder } = batch
  const found = items.map((item) => toFile(dependencies, item, { relation, prompt }))
  return {
    request: {
      paths: [],
      found,
      recipe: { ...recipe, prompt: prompt ?? recipe.prompt, output: { ...recipe.output, conflict: 'unique' } },
      model: relation === 'rerun' ? modelToRerun(batch) : modelToRedo(batch),
      mode,
      outputFolder,
      cap: wish.caps(batch),
      csv: null,
      again: prompt === null,
    },
    left,
  }
}

/** In the order they were asked for, each once. */
async function readItems({ items }: Dependencies, ids: readonly string[]): Promise<Item[]> {
  const wanted = [...new Set(ids)]
  const found: Item[] = []
  for (let start = 0; start < wanted.length; start += readAtOnce) {
    if (start > 0) await nextTurn()
    const slice = wanted.slice(start, start + readAtOnce)
    const byId = new Map(items.some(slice).map((item) => [item.id, item]))
    found.push(...slice.flatMap((id) => byId.get(id) ?? []))
  }
  return found
}

/** Nothing is sent for an item that may still get its result, or may have been charged for one. */
function whyNot({ items }: Dependencies, item: Item, relation: ItemRelation): Failure | null {
  if (item.status === 'unresolved') {
    return { code: 'outcome-unknown', message: 'Its request has no answer yet; decide about that first.' }
  }
  if (!isSettled(item.status)) return { code: 'invalid-request', message: 'It is still under way.' }
  if (relation === 'rerun' && items.contentKey(item.id) === null) {
    return { code: 'invalid-request', message: 'It was never sent, so there is no request to send once more.' }
  }
  if (item.sourcePath === '') return { code: 'file-missing', message: 'Where its source lies is not known.' }
  return null
}

function asLeft({ sourceLabel }: Item, failure: Failure | null): LeftItem[] {
  return failure === null ? [] : [{ name: sourceLabel, failure }]
}

function refusal([first]: readonly LeftItem[]): AppError {
  if (first === undefined) return new AppError('invalid-request', 'There is nothing that could be done again.')
  return new AppError(first.failure.code, `${first.name}: ${first.failure.message}`)
}

function toFile(
  { items }: Dependencies,
  item: Item,
  { relation, prompt }: Pick<AgainWish, 'relation' | 'prompt'>,
): PlanFile {
  const { id, sourcePath, sourceLabel, sourceSha256 } = item
  return {
    ...placeOf(sourcePath, sourceLabel),
    bytes: 0,
    mtimeMs: 0,
    origin: {
      itemId: id,
      relation,
      label: sourceLabel,
      sourceSha256,
      prompt: prompt === null ? item.prompt : null,
      contentKey: items.contentKey(id),
    },
  }
}

/** The folder that was added, as far as the name of the item still tells it. */
function placeOf(path: string, label: string): Pick<PlanFile, 'path' | 'root' | 'relativePath'> {
  const end = sep + label.split('/').join(sep)
  if (path.endsWith(end)) return { path, root: path.slice(0, -end.length) || sep, relativePath: label }
  return { path, root: dirname(path), relativePath: basename(path) }
}
