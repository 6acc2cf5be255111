import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { findCollisions, parseNameTemplate } from '../../../shared/domain/output-name.ts'
import type { Quote } from '../../../shared/domain/quote.ts'
import type { Recipe } from '../../../shared/domain/recipe.ts'
import { AppError } from '../../../shared/errors.ts'
import { findModel } from '../../../shared/models/catalogue.ts'
import type { ModelDeclaration } from '../../../shared/models/model.ts'
import { checkParameters } from '../../../shared/models/parameters.ts'
import { checkPictureInputs } from '../../../shared/models/request.ts'
import type { NewItem } from '../../history/items.ts'
import type { Images } from '../../images/images.ts'
import { readCsvRows, type CsvRows } from '../../library/csv-rows.ts'
import { walkPaths } from '../../library/walk.ts'
import { leaveChanged, leaveGone, type LeftItem } from './done-again.ts'
import { lookAgainAt, type FoundFiles } from './found-again.ts'
import { lookAtSources } from './look-at-sources.ts'
import { planItems } from './plan-items.ts'
import type { PlanDependencies, PlanRequest, SeenSource } from './plan-request.ts'
import { priceQuote } from './quote.ts'
import { repeatability } from './repeatability.ts'

/** A quote with the items it stands for; nothing is stored or sent yet. */
export interface Plan {
  readonly batchId: string
  readonly request: PlanRequest
  readonly model: ModelDeclaration
  readonly quote: Quote
  readonly items: readonly NewItem[]
  /** Of items that were to be done again. */
  readonly left: readonly LeftItem[]
}

/**
 * Looks at everything that was named and says what a run would do and cost. Reads pictures and asks the balance;
 * sends and stores nothing that costs. Throws `invalid-request` for a recipe no picture could be sent with.
 */
export async function makePlan(request: PlanRequest, dependencies: PlanDependencies): Promise<Plan> {
  const { recipe } = request
  const model = checkRecipe(request)
  const rows = request.csv === null ? null : await readCsvRows(request.csv)
  await checkExtras(recipe, dependencies.images)
  const walked = leaveGone(request, await findFiles(request, dependencies))
  if (walked.left.length === 0) refuseNothing(walked)
  const looked = await lookAtSources(walked.found, dependencies)
  const { seen, ...changed } = await leaveChanged(looked, { request, model }, dependencies)
  const left = [...walked.left, ...changed.left]
  refuseAllLeft(seen, left)
  const batchId = randomUUID()
  const planned = await planItems({ batchId, request, model, seen, rows }, dependencies)
  refuseHopeless(planned.items, seen)
  const quote = await quoteOf({ request, model, walked, seen, rows, ...planned }, dependencies)
  return { batchId, request, model, quote, items: planned.items, left }
}

function findFiles(
  { paths, found, outputFolder }: PlanRequest,
  { signal, outputs, onProgress }: PlanDependencies,
): Promise<FoundFiles> {
  if (found !== undefined) return lookAgainAt(found, signal)
  return walkPaths(paths, {
    signal,
    outputFolders: [outputFolder],
    isOwnOutput: (path) => outputs.isOutput(path),
    onProgress: (files) => onProgress({ phase: 'looking', done: files, total: null }),
  })
}

function checkRecipe({ recipe, model = findModel(recipe.model) }: PlanRequest): ModelDeclaration {
  checkParameters(model, recipe.parameters)
  checkPictureInputs(model, { references: recipe.references.length, hasMask: recipe.mask !== null })
  parseNameTemplate(recipe.output.name)
  return model
}

/** References and mask go with every picture, so one that cannot be read stops the batch before it starts. */
async function checkExtras({ references, mask }: Recipe, images: Images): Promise<void> {
  for (const path of mask === null ? references : [...references, mask]) {
    try {
      await images.probe(path)
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown
      throw new AppError(thrown.code, `${basename(path)} cannot be used: ${thrown.message}`, { cause: thrown })
    }
  }
}

function refuseNothing({ found, leftOut }: FoundFiles): void {
  if (found.length > 0) return
  const missing = leftOut.filter(({ reason }) => reason === 'missing')
  if (missing.length > 0 && missing.length === leftOut.length) {
    throw new AppError('file-missing', `There is no file or folder ${missing.map(({ path }) => path).join(', ')}.`)
  }
  const left = leftOut.length === 0 ? '' : ` ${leftOut.length} other files were left out.`
  throw new AppError('invalid-request', `There are no pictures in what was named.${left}`)
}

function refuseAllLeft(seen: readonly SeenSource[], left: readonly LeftItem[]): void {
  const [first] = left
  if (seen.length > 0 || first === undefined) return
  const { code, message } = first.failure
  const which = left.length === 1 ? 'It cannot be done again.' : `None of the ${left.length} can be done again.`
  throw new AppError(code, `${which} ${first.name}: ${message}`)
}

/** A prompt that fits no readable picture is a mistake in the recipe, not a failure of each picture. */
function refuseHopeless(items: readonly NewItem[], seen: readonly SeenSource[]): void {
  const readable = items.filter(({ position }) => seen[position]?.failure === null)
  const first = readable[0]?.failure
  if (first && readable.every(({ failure }) => failure?.code === 'invalid-request')) {
    throw new AppError(first.code, first.message)
  }
}

interface ToQuote {
  readonly request: PlanRequest
  readonly model: ModelDeclaration
  readonly walked: FoundFiles
  readonly seen: readonly SeenSource[]
  readonly rows: CsvRows | null
  readonly items: readonly NewItem[]
  readonly warnings: readonly string[]
}

async function quoteOf(toQuote: ToQuote, { balance, signal }: PlanDependencies): Promise<Quote> {
  const { model, walked, items, warnings, rows, request } = toQuote
  const planned = items.filter(({ status }) => status === 'planned')
  const { count, examples } = findCollisions(planned.flatMap(({ targets }) => targets))
  const collisions = count === 0 ? [] : [describeCollisions(count, examples)]
  return priceQuote({
    request,
    model,
    items,
    leftOut: walked.leftOut,
    unmatchedRows: rows?.unmatched() ?? [],
    warnings: [...repeatability(model, request), ...warnings, ...collisions],
    balance: await balance(model, { mode: request.mode, signal }),
  })
}

function describeCollisions(count: number, examples: readonly string[]): string {
  const names = examples.join(', ')
  if (count === 1) return `One result would have the name of another (${names}); it gets a number behind it.`
  return `${count} results would have the name of another (${names}); they get a number behind it.`
}
