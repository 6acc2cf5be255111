import { Option, type Command } from 'commander'
import { formatUsd } from '../../../../shared/domain/money.ts'
import { itemStatuses } from '../../../../shared/domain/item.ts'
import { AppError } from '../../../../shared/errors.ts'
import type { App } from '../../../app.ts'
import type { BatchView, ItemView } from '../../../batches/batch-view.ts'
import { describeCounts } from '../../../history/report-rows.ts'
import { jsonOption, withApp, type CommandContext, type JsonOption } from '../command-context.ts'
import type { Ending } from '../exit-codes.ts'
import { batchLine, itemLine } from '../json-lines.ts'
import { definitions, table, wrap } from '../layout.ts'
import { countOf, shorten, shown } from '../shown-text.ts'
import type { Terminal } from '../terminal.ts'

const examples = `
Examples:
  lightbench history                  the latest batches
  lightbench history show 12          every picture of batch 12
  lightbench history search "sunset"  pictures by words of their prompt, name or model

Works without a network, and while another Lightbench is running.`

interface ListOptions extends JsonOption {
  readonly limit: number
}

export function addHistory(program: Command, context: CommandContext): void {
  const { host } = context
  const { terminal } = host
  const history = program
    .command('history')
    .summary('look at what was done')
    .description('Shows batches and pictures of the past.')
    .addHelpText('after', examples)
  history
    .command('list', { isDefault: true })
    .description('Lists the latest batches, newest first.')
    .addOption(limitOption(20))
    .addOption(jsonOption())
    .action(context.action((options: ListOptions) => withApp(host, (app) => list(app, terminal, options))))
  history
    .command('show')
    .description('Shows a batch with every picture of it.')
    .argument('<batch>', 'number of the batch')
    .addOption(jsonOption())
    .action(
      context.action((reference: string, { json }: JsonOption) =>
        withApp(host, (app) => show(app, terminal, { reference, isJson: json === true })),
      ),
    )
  history
    .command('search')
    .description('Finds pictures by words of their prompt, name or model; upper and lower case are the same.')
    .argument('<text...>', 'words that must all be there')
    .addOption(limitOption(50))
    .addOption(jsonOption())
    .action(
      context.action((words: string[], options: ListOptions) =>
        withApp(host, (app) => search(app, terminal, { text: words.join(' '), options })),
      ),
    )
}

function limitOption(standard: number): Option {
  const option = new Option('--limit <count>', `how many at most (${standard} unless told)`)
  return option.default(standard, '').argParser((text) => {
    if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
    throw new AppError('invalid-request', `--limit must be a whole number from 1; “${text}” is not.`)
  })
}

function list({ engine }: App, terminal: Terminal, { json, limit }: ListOptions): Promise<Ending> {
  const views = engine.batches.list(limit).map((batch) => engine.views.batch(batch))
  if (json === true) for (const view of views) terminal.print(batchLine(view))
  else if (views.length === 0) terminal.note('Nothing was done yet. “lightbench edit --help” shows how to begin.')
  else terminal.print(table([['Batch', 'Made', 'Model', 'Status', 'Charged', 'Pictures'], ...views.map(toRow)]))
  return Promise.resolve('done')
}

function toRow({ batch, counts, charged }: BatchView): string[] {
  const { number, createdAt, model, mode, status } = batch
  const made = new Date(createdAt)
  const when = `${made.toLocaleDateString('sv-SE')} ${made.toLocaleTimeString('sv-SE').slice(0, 5)}`
  const money = `${formatUsd(charged)}${mode === 'practice' ? ' (practice)' : ''}`
  return [String(number), when, model, status, money, describeCounts(counts)]
}

interface Showing {
  readonly reference: string
  readonly isJson: boolean
}

function show({ engine }: App, terminal: Terminal, { reference, isJson }: Showing): Promise<Ending> {
  const { batches, views } = engine
  const view = views.batch(batches.find(reference))
  if (!isJson) printBatch(terminal, view)
  for (const item of views.items(view.batch.id, itemStatuses)) {
    if (isJson) terminal.print(itemLine(item))
    else printItem(terminal, item)
  }
  if (isJson) terminal.print(batchLine(view))
  return Promise.resolve('done')
}

function printBatch(terminal: Terminal, { batch, counts, charged }: BatchView): void {
  const { number, mode, model, status, pause, recipe, quote, outputFolder, createdAt } = batch
  const parameters = Object.entries(recipe.parameters).map(([key, value]) => `${key}=${String(value)}`)
  terminal.print(`Batch ${number}${mode === 'practice' ? ' (practice)' : ''}`, 'bold')
  const rows: readonly (readonly [string, string])[] = [
    ['Made', createdAt],
    ['Model', model],
    ['Prompt', shown(recipe.prompt)],
    ['Parameters', shown(parameters.join(', '))],
    ['Results', shown(outputFolder)],
    ['Status', `${status}${pause === null ? '' : `: ${shown(pause.message)}`}`],
    ['Pictures', describeCounts(counts)],
    ['Charged', `${formatUsd(charged)}, quoted at most ${formatUsd(quote.worstCase)}`],
  ]
  const known = rows.filter(([, text]) => text !== '')
  terminal.print(definitions(known, terminal.width))
}

function printItem(terminal: Terminal, { item, outputs, charged }: ItemView): void {
  const reason = item.failure?.message ?? item.skipReason ?? ''
  const money = charged > 0 ? `, ${formatUsd(charged)}` : ''
  const text = `${shown(item.sourceLabel)}: ${item.status}${money}${reason === '' ? '' : `. ${shown(reason)}`}`
  terminal.print(wrap(text, terminal.width, 4))
  for (const path of outputs) terminal.print(`    → ${shown(path)}`)
}

interface Searching {
  readonly text: string
  readonly options: ListOptions
}

function search({ history, engine }: App, terminal: Terminal, { text, options }: Searching): Promise<Ending> {
  const hits = history.search(text, options.limit)
  if (options.json === true) {
    for (const { itemId } of hits) {
      const view = engine.views.item(itemId)
      if (view !== null) terminal.print(itemLine(view))
    }
    return Promise.resolve('done')
  }
  if (hits.length === 0) terminal.note(`Nothing is found for “${shown(text)}”.`)
  else {
    const half = Math.max(16, Math.floor(terminal.width / 3))
    terminal.print(
      table(
        hits.map(({ batchNumber, status, source, prompt }) => [
          String(batchNumber),
          status,
          shorten(shown(source), half),
          shorten(shown(prompt), half),
        ]),
      ),
    )
    if (hits.length === options.limit)
      terminal.note(`The newest ${countOf(hits.length, 'picture')}; --limit shows more.`)
  }
  return Promise.resolve('done')
}
