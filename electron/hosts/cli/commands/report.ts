import { resolve } from 'node:path'
import type { Command } from 'commander'
import { formatUsd, toUsdNumber } from '../../../../shared/domain/money.ts'
import { describeCounts } from '../../../history/report-rows.ts'
import { jsonOption, withApp, type CommandContext, type JsonOption } from '../command-context.ts'
import { line } from '../json-lines.ts'
import { shown } from '../shown-text.ts'

const examples = `
Examples:
  lightbench report 12 --out report.html   a page with pictures that needs no network
  lightbench report 12 --out report.csv    a table for spreadsheets

The totals are those of the ledger. A file that is there already is never replaced.`

interface ReportOptions extends JsonOption {
  readonly out: string
}

export function addReport(program: Command, context: CommandContext): void {
  const { host } = context
  program
    .command('report')
    .summary('write what became of every picture of a batch')
    .description(
      'Writes names, prompts, costs, failures and skips of a batch to a file for people or for spreadsheets.',
    )
    .argument('<batch>', 'number of the batch')
    .requiredOption('--out <file>', 'a new file that ends in .html or .csv')
    .addOption(jsonOption())
    .addHelpText('after', examples)
    .action(
      context.action((reference: string, options: ReportOptions) =>
        withApp(host, async ({ engine, history }) => {
          const { id, number } = engine.batches.find(reference)
          const out = resolve(host.workingFolder, options.out)
          const { items, counts, charged } = await history.report({ batchId: id, out })
          host.terminal.print(
            options.json === true
              ? line({ type: 'report', batchId: id, path: out, items, counts, chargedUsd: toUsdNumber(charged) })
              : `Batch ${number}: ${describeCounts(counts)}, ${formatUsd(charged)} charged. Written to ${shown(out)}`,
          )
          return 'done'
        }),
      ),
    )
}
