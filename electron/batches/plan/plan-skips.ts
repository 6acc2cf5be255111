import { join } from 'node:path'
import { readdir } from 'node:fs/promises'
import { nameKey } from '../../../shared/domain/safe-name.ts'
import type { NewItem } from '../../history/items.ts'
import { findEarlier } from '../run/earlier-result.ts'
import type { PlanDependencies, Planning } from './plan-request.ts'
import { contentKey, uploadRuleKey } from '../run/prepare-item.ts'

/**
 * Marks the items that need not be sent: the same picture with the same request earlier in the batch or in history,
 * and names that are taken where the rule says skip. Pictures whose upload bytes are not known yet are compared again
 * by the run, so a quote may promise too much but never too little.
 */
export async function findSkips(
  planning: Planning,
  items: readonly NewItem[],
  dependencies: PlanDependencies,
): Promise<Compared> {
  const taken = await createTakenTest(planning)
  const first = new Map<string, string>()
  const result: NewItem[] = []
  let binned = 0
  for (const item of items) {
    if (item.status !== 'planned') result.push(item)
    else if (await taken(item)) result.push({ ...item, status: 'skipped', skipReason: 'output-exists' })
    else {
      const compared = await compare(planning, { item, first }, dependencies)
      result.push(compared.item)
      if (compared.isBinned) binned += 1
    }
  }
  return { items: result, binned }
}

interface Compared {
  readonly items: readonly NewItem[]
  /** Skipped ones whose result was moved to the bin. */
  readonly binned: number
}

interface Comparing {
  readonly item: NewItem
  /** The first item of each content in this batch. */
  readonly first: Map<string, string>
}

async function compare(
  planning: Planning,
  { item, first }: Comparing,
  dependencies: PlanDependencies,
): Promise<{ readonly item: NewItem; readonly isBinned: boolean }> {
  const { model, request } = planning
  const facts = planning.seen[item.position]?.source.facts
  if (!facts) return { item, isBinned: false }
  const content = `${facts.sha256}\n${item.prompt}`
  const twin = first.get(content)
  if (twin !== undefined && model.provider !== 'local' && !request.again) {
    return { item: { ...item, status: 'skipped', skipReason: 'duplicate', linkedItemId: twin }, isBinned: false }
  }
  first.set(content, item.id)
  const earlier = await earlierResult(planning, { item, sourceSha256: facts.sha256 }, dependencies)
  if (earlier === null) return { item, isBinned: false }
  const { reason, linkedItemId, isBinned } = earlier
  return { item: { ...item, status: 'skipped', skipReason: reason, linkedItemId }, isBinned }
}

/** References and masks are prepared only by a run, so recipes with them are compared there. */
async function earlierResult(
  { model, request, batchId }: Planning,
  { item, sourceSha256 }: { readonly item: NewItem; readonly sourceSha256: string },
  { sources, outputs }: PlanDependencies,
) {
  const { recipe, mode, outputFolder, again } = request
  if (recipe.references.length > 0 || recipe.mask !== null) return null
  const prepared = model.upload === null ? sourceSha256 : sources.preparedAs(sourceSha256, uploadRuleKey(model, recipe))
  if (prepared === null) return null
  const key = contentKey(model, {
    prompt: item.prompt,
    parameters: recipe.parameters,
    pictures: { source: prepared, references: [], mask: null },
  })
  const batch = { id: batchId, mode, outputFolder, again }
  return findEarlier({ outputs, model, batch }, item.id, key)
}

/** Which planned names are taken, whatever their extension; only asked for with the rule `skip`. */
async function createTakenTest({ request }: Planning): Promise<(item: NewItem) => Promise<boolean>> {
  if (request.recipe.output.conflict !== 'skip') return () => Promise.resolve(false)
  const folders = new Map<string, Promise<ReadonlySet<string>>>()
  return async ({ targets }) => {
    const target = targets[0] ?? ''
    const slash = target.lastIndexOf('/')
    const folder = join(request.outputFolder, target.slice(0, Math.max(slash, 0)))
    const stems = folders.get(folder) ?? readStems(folder)
    folders.set(folder, stems)
    return (await stems).has(nameKey(target.slice(slash + 1)))
  }
}

async function readStems(folder: string): Promise<ReadonlySet<string>> {
  try {
    const names = await readdir(folder)
    return new Set(names.map((name) => nameKey(name.replace(/\.[^.]+$/, ''))))
  } catch {
    return new Set() // A folder that is not there yet holds no names; one that cannot be read is met again when writing.
  }
}
