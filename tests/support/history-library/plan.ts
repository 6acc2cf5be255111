import type { ItemStatus, Mode, SkipReason } from '../../../shared/domain/item.ts'
import { catalogue } from '../../../shared/models/catalogue.ts'
import type { ModelDeclaration } from '../../../shared/models/model.ts'
import { pick, type Random } from './texts.ts'

export interface PlannedBatch {
  readonly number: number
  readonly mode: Mode
  readonly model: ModelDeclaration
  readonly startedMs: number
  readonly items: readonly PlannedItem[]
}

export interface PlannedItem {
  readonly position: number
  /** Counts the sources of the library. */
  readonly source: number
  readonly status: ItemStatus
  readonly skipReason: SkipReason | null
  readonly results: number
}

interface Shape {
  readonly count: number
  readonly sources: number
  readonly inBatch: number
  readonly fromMs: number
  readonly toMs: number
}

const mostInBatch = 1_000
const twoYearsMs = 2 * 365 * 86_400_000
/** A batch takes up some of the sources of the one before it, so that they have several results. */
const newInBatch = 0.7

export function shapeOf(count: number, toMs: number): Shape {
  const inBatch = Math.min(mostInBatch, Math.max(1, Math.ceil(count / 10)))
  return { count, inBatch, sources: Math.max(1, Math.ceil(count * newInBatch)), fromMs: toMs - twoYearsMs, toMs }
}

/** Batches until there are as many results as were asked for. */
export function* planBatches(shape: Shape, random: Random): Iterable<PlannedBatch> {
  const { count, sources, inBatch, fromMs, toMs } = shape
  for (let number = 1, made = 0; made < count; number += 1) {
    const model = pick(random, catalogue)
    const mode = model.provider !== 'local' && random() < 0.15 ? 'practice' : 'paid'
    const first = Math.floor((number - 1) * inBatch * newInBatch)
    const items: PlannedItem[] = []
    const startedMs = fromMs + ((toMs - fromMs) * made) / count
    for (let position = 0; position < inBatch && made < count; position += 1) {
      const item = planItem({ position, source: (first + position) % sources, model, left: count - made }, random)
      items.push(item)
      made += item.results
    }
    yield { number, mode, model, startedMs, items }
  }
}

interface Place {
  readonly position: number
  readonly source: number
  readonly model: ModelDeclaration
  readonly left: number
}

function planItem({ position, source, model, left }: Place, random: Random): PlannedItem {
  const place = { position, source, skipReason: null, results: 0 }
  const chance = random()
  if (chance < 0.04) return { ...place, status: 'failed' }
  if (chance < 0.06) return { ...place, status: 'skipped', skipReason: position % 2 === 0 ? 'no-row' : 'already-done' }
  if (chance < 0.07) return { ...place, status: 'cancelled' }
  if (chance < 0.072 && model.provider !== 'local') return { ...place, status: 'unresolved' }
  const results = model.countParameter !== null && random() < 0.15 ? 2 : 1
  return { ...place, status: 'done', results: Math.min(results, left) }
}
