import { resolve } from 'node:path'
import { Option, type Command } from 'commander'
import type { App } from '../../../app.ts'
import { formatOf, type ReportOptions, type ReportProgress } from '../../../reports/reports.ts'
import type { ReportSubject } from '../../../reports/subject.ts'
import { wordsOf, type ReportLanguage } from '../../../reports/words.ts'
import { findCollection, findEntries } from '../../../reports/find-subject.ts'
import type { CliHost } from '../cli-host.ts'
import { jsonOption, withApp, type CommandContext, type JsonOption } from '../command-context.ts'
import type { Ending } from '../exit-codes.ts'
import { listenForInterrupts } from '../interrupts.ts'
import { ledgerLine, ledgerText, progressText, reportLine, reportText } from '../report-text.ts'
import { UsageError } from '../usage-error.ts'

const examples = `
Examples:
  lightbench report 12 --out sheet.html                  before and after, side by side, in one file
  lightbench report 12 --out sheet.pdf                   the same on paper, through Chromium, Chrome or Edge
  lightbench report 12 --out items.csv                   a table for spreadsheets
  lightbench report 12 --out ledger.csv --ledger         every amount that was held, given back or charged
  lightbench report --search "sunset" --out found.html   everything with these words
  lightbench report --collection Portfolio --out p.html  a collection

The totals are those of the ledger. Needs no network. A file that is there already is never replaced.`

interface Options extends JsonOption {
  readonly out: string
  readonly search?: string
  readonly collection?: string
  readonly ledger?: true
  readonly language: ReportLanguage
}

export function addReport(program: Command, context: CommandContext): void {
  const { host } = context
  program
    .command('report')
    .summary('write a contact sheet or a table of what was done')
    .description(
      'Writes pictures, names, prompts, verdicts, costs, failures and skips to one file for people or spreadsheets.',
    )
    .argument('[batch]', 'number of the batch')
    .option('--search <text>', 'instead of a batch, everything with these words')
    .option('--collection <name>', 'instead of a batch, a collection')
    .requiredOption('--out <file>', 'a new file that ends in .html, .pdf or .csv')
    .option('--ledger', 'the rows of the ledger instead of the pictures; only as .csv')
    .addOption(new Option('--language <language>', 'language of the sheet').choices(['en', 'de']).default('en'))
    .addOption(jsonOption())
    .addHelpText('after', examples)
    .action(
      context.action((reference: string | undefined, options: Options) => {
        checkOptions(reference, options)
        return withApp(host, (app) => report(app, host, { reference, options }))
      }),
    )
}

function checkOptions(reference: string | undefined, { search, collection, ledger, out }: Options): void {
  const subjects = [reference, search, collection].filter((subject) => subject !== undefined)
  if (subjects.length !== 1) {
    throw new UsageError('A report is about one thing.', 'Name a batch, or give --search or --collection.')
  }
  if (ledger === true && formatOf(out) !== 'csv') {
    throw new UsageError('The ledger is written as a table.', 'Let --out end in .csv.')
  }
}

interface Asked {
  readonly reference: string | undefined
  readonly options: Options
}

async function report(app: App, host: CliHost, { reference, options }: Asked): Promise<Ending> {
  const { terminal, workingFolder } = host
  const subject = await subjectOf(app, reference, options)
  const out = resolve(workingFolder, options.out)
  const interrupts = listenForInterrupts(host)
  const showing = showProgress(host)
  const common: ReportOptions = {
    place: { path: out, ifThere: 'refuse' },
    language: options.language,
    signal: interrupts.stop,
    onProgress: showing.onProgress,
  }
  try {
    if (options.ledger === true) {
      const { path, totals } = await app.reports.ledger({ ...common, of: subject })
      showing.hide()
      terminal.print(options.json === true ? ledgerLine(path, totals) : ledgerText(path, totals))
    } else {
      const { path, totals } = await app.reports.write({ ...common, subject, format: formatOf(out) })
      showing.hide()
      terminal.print(options.json === true ? reportLine(path, totals, subject) : reportText(path, totals))
    }
    return 'done'
  } finally {
    showing.hide()
    interrupts.release()
  }
}

async function subjectOf(
  { engine, database, reader }: App,
  reference: string | undefined,
  options: Options,
): Promise<ReportSubject> {
  if (reference !== undefined) return { kind: 'batch', id: engine.batches.find(reference).id }
  if (options.collection !== undefined) {
    return { kind: 'collection', id: findCollection(database, options.collection) }
  }
  const text = options.search ?? ''
  return { kind: 'entries', ids: await findEntries(reader, text), title: wordsOf(options.language).found(text) }
}

function showProgress({ terminal, every }: CliHost) {
  let progress: ReportProgress | null = null
  const stop = terminal.canRedraw ? every(150, () => terminal.redraw(progressText(progress))) : null
  return {
    onProgress: (next: ReportProgress) => {
      progress = next
    },
    hide: () => {
      stop?.()
      if (terminal.canRedraw) terminal.redraw('')
    },
  }
}
