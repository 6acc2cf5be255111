import type { Command } from 'commander'
import { formatUsd } from '../../../../shared/domain/money.ts'
import { itemStatuses } from '../../../../shared/domain/item.ts'
import type { App } from '../../../app.ts'
import type { BatchView, ItemView } from '../../../batches/batch-view.ts'
import { describeCounts } from '../../../reports/totals.ts'
import { jsonOption, withApp, type CommandContext, type JsonOption } from '../command-context.ts'
import type { Ending } from '../exit-codes.ts'
import { batchLine, itemLine } from '../json-lines.ts'
import { definitions, table, wrap } from '../layout.ts'
import { limitOption } from '../limit-option.ts'
import { shown } from '../shown-text.ts'
import type { Terminal } from '../terminal.ts'
import { addHistorySearch } from './history-search.ts'

const examples = `
Examples:
  lightbench history                  the latest batches
  lightbench history show 12          every picture of batch 12
  lightbench history search sunset    results by words, with filters; see “lightbench history search --help”

Works without a network, and while another Lightbench is running.`

const standardBatches = 20

interface ListOptions extends JsonOption {
  readonly limit?: number
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
    .addOption(limitOption(standardBatches))
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
  addHistorySearch(history, context)
}

function list({ engine }: App, terminal: Terminal, { json, limit = standardBatches }: ListOptions): Promise<Ending> {
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
