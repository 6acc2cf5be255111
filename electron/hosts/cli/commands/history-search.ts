import { sep } from 'node:path'
import { Option, type Command } from 'commander'
import { itemStatuses, modes, type ItemStatus, type Mode } from '../../../../shared/domain/item.ts'
import { ratings, verdicts, type Rating, type Verdict } from '../../../../shared/domain/review.ts'
import { AppError } from '../../../../shared/errors.ts'
import { everything, historySorts, type HistorySort } from '../../../../shared/ipc/history-query.ts'
import type { App } from '../../../app.ts'
import { openView } from '../../../history/browse/open-view.ts'
import type { BrowseQuery } from '../../../history/browse/query.ts'
import { readEntryRows, type EntryRow } from '../../../history/browse/rows.ts'
import { jsonOption, withApp, type CommandContext, type JsonOption } from '../command-context.ts'
import type { Ending } from '../exit-codes.ts'
import { entryLine } from '../json-lines.ts'
import { table } from '../layout.ts'
import { limitOption } from '../limit-option.ts'
import { namedFolder } from '../named-folder.ts'
import { countOf, shorten, shown } from '../shown-text.ts'
import type { Terminal } from '../terminal.ts'

const examples = `
Words that must all be there, each the beginning of a word of prompt, name, model, tags, note, or of what the camera
wrote. Case and accents do not count. Words may be left out where there is something else to look for. An option that is
given twice takes either, except --tag: then a result must have both.

Examples:
  lightbench history search sunset harbour
  lightbench history search --verdict keep --rating 4 --sort rating
  lightbench history search IMG_12 --folder ~/photos/2026 --from 2026-03-01
  lightbench history search --status failed --json`

const standardResults = 50

interface SearchOptions extends JsonOption {
  readonly limit?: number
  readonly model?: readonly string[]
  readonly status?: readonly ItemStatus[]
  readonly verdict?: readonly (Verdict | 'none')[]
  readonly rating?: Rating
  readonly tag?: readonly string[]
  readonly from?: string
  readonly to?: string
  readonly folder?: string
  readonly mode?: readonly Mode[]
  readonly sort?: HistorySort
  readonly reverse?: true
  readonly binned?: true
}

export function addHistorySearch(history: Command, context: CommandContext): void {
  const { host } = context
  history
    .command('search')
    .description('Finds results, and pictures that came to none, newest first.')
    .argument('[text...]', 'words that must all be there')
    .addOption(many('--model <id>', 'made by this model'))
    .addOption(many('--status <status>', 'done, failed, skipped, cancelled or unresolved', itemStatuses))
    .addOption(many('--verdict <verdict>', 'keep, reject, or none for what was not judged', [...verdicts, 'none']))
    .addOption(new Option('--rating <stars>', 'rated so or better, 1 to 5').argParser(readRating))
    .addOption(many('--tag <tag>', 'with this tag'))
    .addOption(new Option('--from <day>', 'made on this day or later, such as 2026-03-01'))
    .addOption(new Option('--to <day>', 'made on this day or earlier'))
    .addOption(new Option('--folder <path>', 'of pictures in this folder or below'))
    .addOption(many('--mode <mode>', modes.join(' or '), modes))
    .addOption(new Option('--sort <order>', `${historySorts.join(', ')} (date unless told)`).argParser(readSort))
    .addOption(new Option('--reverse', 'the other way round: oldest first, Z first, cheapest first'))
    .addOption(new Option('--binned', 'also results that were moved to the bin'))
    .addOption(limitOption(standardResults))
    .addOption(jsonOption())
    .addHelpText('after', examples)
    .action(
      context.action((words: string[], options: SearchOptions) => {
        const query = toQuery(words, options, host.workingFolder)
        return withApp(host, (app) => search(app, host.terminal, { query, options }))
      }),
    )
}

function many(flags: string, help: string, choices: readonly string[] = []): Option {
  return new Option(flags, help).argParser((text, known: readonly string[] | undefined) => {
    if (choices.length === 0 || choices.includes(text)) return [...(known ?? []), text]
    throw new AppError('invalid-request', `“${text}” is none of ${choices.join(', ')}.`)
  })
}

function readSort(text: string): HistorySort {
  const sort = historySorts.find((known) => known === text)
  if (sort !== undefined) return sort
  throw new AppError('invalid-request', `--sort takes ${historySorts.join(', ')}; “${text}” is none of them.`)
}

function readRating(text: string): Rating {
  const rating = ratings.find((known) => known > 0 && String(known) === text)
  if (rating !== undefined) return rating
  throw new AppError('invalid-request', `--rating takes 1 to 5; “${text}” is not.`)
}

function toQuery(words: readonly string[], options: SearchOptions, workingFolder: string): BrowseQuery {
  const { model = [], status = [], verdict = [], tag = [], mode = [], sort = 'date', folder } = options
  const path = folder === undefined ? null : namedFolder(workingFolder, folder)
  return {
    ...everything,
    text: words.join(' '),
    within: path === null ? { kind: 'all' } : { kind: 'folder', path: path.endsWith(sep) ? path : `${path}${sep}` },
    modes: [...mode],
    models: [...model],
    statuses: [...status],
    verdicts: [...verdict],
    minRating: options.rating ?? 0,
    tags: [...tag],
    ...daysOf(options),
    sort,
    descending: (sort === 'name') === (options.reverse === true),
    binned: options.binned === true,
  }
}

function daysOf(options: SearchOptions): Pick<BrowseQuery, 'from' | 'to'> {
  const { from = null, to = null } = options
  if (from === null || to === null || from <= to) return { from, to }
  throw new AppError('invalid-request', `The days end (${shown(to)}) before they begin (${shown(from)}).`)
}

interface Searching {
  readonly query: BrowseQuery
  readonly options: SearchOptions
}

function search({ database }: App, terminal: Terminal, { query, options }: Searching): Promise<Ending> {
  const { ids } = openView(database, query)
  const rows = readEntryRows(database, [...ids.subarray(0, options.limit ?? standardResults)])
  if (options.json === true) for (const row of rows) terminal.print(entryLine(row))
  else if (rows.length === 0) terminal.note(nothingFound(query))
  else {
    terminal.print(table([headings, ...rows.map((row) => toCells(row, terminal.width))]))
    if (ids.length > rows.length)
      terminal.note(`The first ${rows.length} of ${countOf(ids.length, 'entry', 'entries')}; --limit shows more.`)
  }
  return Promise.resolve('done')
}

const headings = ['Batch', 'Made', 'Status', 'Review', 'Picture', 'Prompt']

function nothingFound({ text }: BrowseQuery): string {
  return text.trim() === '' ? 'Nothing is found.' : `Nothing is found for “${shown(text)}”.`
}

function toCells(row: EntryRow, width: number): string[] {
  const { batchNumber, at, status, verdict, rating, isBinned, name, prompt } = row
  const half = Math.max(16, Math.floor(width / 4))
  const review = [verdict ?? '', rating > 0 ? '*'.repeat(rating) : '', isBinned === 1 ? 'binned' : '']
  return [
    String(batchNumber),
    new Date(at).toLocaleDateString('sv-SE'),
    status,
    review.filter((part) => part !== '').join(' '),
    shorten(shown(name), half),
    shorten(shown(prompt), half),
  ]
}
