import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { createFolderSpelling, mirrorTree, parseNameTemplate, renderNames } from '../../../shared/domain/output-name.ts'
import { parsePromptTemplate, renderPrompt, type PromptValues } from '../../../shared/domain/prompt-template.ts'
import type { PictureFacts } from '../../../shared/domain/picture.ts'
import { AppError, toFailure, type Failure } from '../../../shared/errors.ts'
import type { ModelDeclaration } from '../../../shared/models/model.ts'
import { resultCount } from '../../../shared/models/price.ts'
import { checkPrompt } from '../../../shared/models/prompt.ts'
import type { NewItem } from '../../history/items.ts'
import type { CsvRow, CsvRows } from '../../library/csv-rows.ts'
import type { Found } from '../../library/walk-state.ts'
import { findSkips } from './plan-skips.ts'
import type { PlanDependencies, PlanFile, Planning } from './plan-request.ts'

export interface PlannedItems {
  readonly items: readonly NewItem[]
  readonly warnings: readonly string[]
}

/** Gives every source its prompt, its names and its fate: sent, skipped with the reason, or failed because unreadable. */
export async function planItems(planning: Planning, dependencies: PlanDependencies): Promise<PlannedItems> {
  const drafts = draftItems(planning, dependencies.now())
  const warnings = new Set(drafts.flatMap(({ warning }) => (warning === null ? [] : [warning])))
  const { items, binned } = await findSkips(
    planning,
    drafts.map(({ item }) => item),
    dependencies,
  )
  return { items, warnings: [...warnings, ...binnedWarnings(binned)] }
}

/** Said because a quote without it would look as if the results were where people see them. */
export function binnedWarnings(count: number): string[] {
  if (count === 0) return []
  const which = count === 1 ? 'One skipped picture has its result' : `${count} skipped pictures have their results`
  return [`${which} in the bin: rejected, and not paid for again unless you ask to edit again.`]
}

interface Draft {
  readonly item: NewItem
  readonly warning: string | null
}

function draftItems({ batchId, request, model, seen, rows }: Planning, createdAt: Date): Draft[] {
  const { recipe } = request
  const names = parseNameTemplate(recipe.output.name)
  const inFolder = createFolderSpelling()
  const prompt = createPromptWriter(recipe.prompt, rows)
  const hasSeveralRoots = new Set(seen.map(({ found }) => found.root)).size > 1
  return seen.map(({ found, source, failure }, position) => {
    const { origin = null } = found
    const relativePath = origin?.label ?? labelOf(found, hasSeveralRoots)
    const row = rows?.find(found.relativePath) ?? null
    const values = { rootName: basename(found.root), index: position + 1, count: seen.length, createdAt }
    const rendered = renderNames(
      names,
      { ...values, relativePath, model: model.id, batch: batchId.slice(0, 8) },
      resultCount(model, recipe.parameters),
    )
    const wording = prompt({ found, facts: source.facts, position, row })
    const checked = failure === null ? checkWording(model, wording) : { failure, warning: null }
    const isWithoutRow = rows !== null && row === null && failure === null
    return {
      warning: checked.warning,
      item: {
        id: randomUUID(),
        batchId,
        position,
        sourceId: source.id,
        sourceLabel: relativePath,
        prompt: wording,
        targets: rendered.map((name) => inFolder(mirrorTree(relativePath, name))),
        ...(isWithoutRow ? withoutRow : fateOf(checked.failure)),
        linkedItemId: null,
        origin: origin && { itemId: origin.itemId, relation: origin.relation },
      },
    }
  })
}

type Fate = Pick<NewItem, 'status' | 'skipReason' | 'failure'>

const withoutRow: Fate = { status: 'skipped', skipReason: 'no-row', failure: null }

function fateOf(failure: Failure | null): Fate {
  return { status: failure === null ? 'planned' : 'failed', skipReason: null, failure }
}

/** With several folders, each gets one of its own below the output folder, so that equal names do not meet. */
function labelOf({ root, relativePath }: Found, hasSeveralRoots: boolean): string {
  return hasSeveralRoots ? `${basename(root)}/${relativePath}` : relativePath
}

interface PromptSubject {
  readonly found: PlanFile
  readonly facts: PictureFacts | null
  readonly position: number
  readonly row: CsvRow | null
}

/** A `prompt` column takes the place of the recipe's prompt where it has a value, and may hold variables itself. */
function createPromptWriter(recipePrompt: string, rows: CsvRows | null): (subject: PromptSubject) => string {
  const columns = rows?.columns ?? []
  const promptColumn = columns.find((column) => column.toLowerCase() === 'prompt')
  // Not read before it is needed: items that are done again have their words, and the table of theirs is not at hand.
  let recipeTemplate: ReturnType<typeof parsePromptTemplate> | null = null
  return ({ found, facts, position, row }) => {
    const given = found.origin?.prompt ?? null
    if (given !== null) return given
    const own = promptColumn === undefined ? '' : (row?.values[promptColumn] ?? '')
    recipeTemplate ??= parsePromptTemplate(recipePrompt, columns)
    const template = own === '' ? recipeTemplate : parsePromptTemplate(own, columns)
    return renderPrompt(template, promptValues(found, facts, position), row?.values ?? {})
  }
}

function promptValues(found: Found, facts: PictureFacts | null, position: number): PromptValues {
  const segments = found.relativePath.split('/')
  return {
    name: (segments.at(-1) ?? '').replace(/\.[^.]+$/, ''),
    folder: segments.at(-2) ?? basename(found.root),
    index: String(position + 1),
    width: String(facts?.width ?? ''),
    height: String(facts?.height ?? ''),
    date: facts?.takenAt?.slice(0, 10) ?? '',
  }
}

function checkWording(model: ModelDeclaration, prompt: string): { failure: Failure | null; warning: string | null } {
  try {
    return { failure: null, warning: checkPrompt(model, prompt) }
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    return { failure: toFailure(thrown), warning: null }
  }
}
