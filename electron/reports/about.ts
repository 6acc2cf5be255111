import { formatUsd } from '../../shared/domain/money.ts'
import { AppError } from '../../shared/errors.ts'
import type { Batches } from '../history/batches.ts'
import type { Database } from '../history/database.ts'
import type { Sheet } from './sheet.ts'
import type { ReportRow, ReportSubject } from './subject.ts'
import type { ReportWords } from './words.ts'

export type About = Pick<Sheet, 'title' | 'facts' | 'prompt' | 'isMixed'>

interface Dependencies {
  readonly database: Database
  readonly batches: Pick<Batches, 'get'>
}

/** What stands above a sheet. Throws `invalid-request` where there is no such batch or collection. */
export function aboutOf(
  { database, batches }: Dependencies,
  subject: ReportSubject,
  { rows, words }: { readonly rows: readonly ReportRow[]; readonly words: ReportWords },
): About {
  const prompt = commonPrompt(rows)
  if (subject.kind === 'batch') return aboutBatch(batches, subject.id, { prompt, words })
  const title = subject.kind === 'collection' ? words.collection(nameOf(database, subject.id)) : subject.title
  const models = [...new Set(rows.map(({ model }) => model))]
  const facts = [[words.model, models.join(', ')] as const, [words.prompt, prompt ?? ''] as const]
  return { title, facts: facts.filter(([, text]) => text !== ''), prompt: prompt ?? '', isMixed: true }
}

function aboutBatch(
  batches: Dependencies['batches'],
  id: string,
  { prompt, words }: { readonly prompt: string | null; readonly words: ReportWords },
): About {
  const { number, model, quote, recipe, outputFolder, createdAt } = batches.get(id)
  const { perItem, source, asOf } = quote.price
  const parameters = Object.entries(recipe.parameters).map(([name, value]) => `${name}: ${String(value)}`)
  const facts: readonly (readonly [string, string])[] = [
    [words.started, new Date(createdAt).toLocaleString(words.locale, { dateStyle: 'long', timeStyle: 'short' })],
    [words.model, model],
    [words.prompt, prompt ?? recipe.prompt],
    [words.parameters, parameters.join('\n')],
    [words.folder, outputFolder],
    [words.price, `${formatUsd(perItem)} (${source}, ${asOf})`],
    [words.worstCase, formatUsd(quote.worstCase)],
  ]
  return {
    title: words.batch(number),
    facts: facts.filter(([, text]) => text !== ''),
    prompt: prompt ?? recipe.prompt,
    isMixed: false,
  }
}

/** The prompt all rows have; null where they differ. */
function commonPrompt(rows: readonly ReportRow[]): string | null {
  const [first] = rows
  return first !== undefined && rows.every(({ prompt }) => prompt === first.prompt) ? first.prompt : null
}

function nameOf(database: Database, id: string): string {
  const found = database.get<{ name: string }>('SELECT name FROM collection WHERE id = :id', { id })
  if (found === null) throw new AppError('invalid-request', 'There is no such collection.')
  return found.name
}
