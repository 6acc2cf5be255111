import { Option, type Command } from 'commander'
import type { Reconciled } from '../../../../shared/ipc/spend-rows.ts'
import { AppError } from '../../../../shared/errors.ts'
import { serviceIds } from '../../../../shared/models/model.ts'
import type { App } from '../../../app.ts'
import { localDay } from '../../../batches/journal/ledger.ts'
import { daysOf, isDay } from '../../../spend/calendar.ts'
import type { SpendQuery } from '../../../spend/overview.ts'
import { reconcile } from '../../../spend/reconcile.ts'
import type { CliHost } from '../cli-host.ts'
import { jsonOption, withApp, type CommandContext, type JsonOption } from '../command-context.ts'
import type { Ending } from '../exit-codes.ts'
import { listenForInterrupts } from '../interrupts.ts'
import { reconciledLines, reconciledText } from '../reconcile-text.ts'
import { shown } from '../shown-text.ts'
import { spendLines, spendText, type SpendBy } from '../spend-text.ts'
import { UsageError } from '../usage-error.ts'

const examples = `
Examples:
  lightbench spend                                     this month, day by day
  lightbench spend --from 2026-01-01 --by model        the year so far, by model
  lightbench spend --from 2026-03-01 --to 2026-03-31 --by batch
  lightbench spend --reconcile                         the ledger beside what the services have on record

Days are those of your calendar. Only --reconcile needs a network and a key; it reads, pays nothing and changes nothing.
It ends with code 3 where the ledger and a service differ.`

interface SpendOptions extends JsonOption {
  readonly from?: string
  readonly to?: string
  readonly by: SpendBy
  readonly reconcile?: true
  readonly practice?: true
}

export function addSpend(program: Command, context: CommandContext): void {
  const { host } = context
  program
    .command('spend')
    .summary('show what was spent')
    .description('Shows what was charged, held and refused, and compares it with the services.')
    .option('--from <day>', 'first day, such as 2026-03-01; the first of this month where it is left out')
    .option('--to <day>', 'last day; today where it is left out')
    .addOption(new Option('--by <what>', 'rows of the table').choices(['day', 'model', 'batch']).default('day'))
    .option('--reconcile', 'compare the ledger with what the services have on record')
    .option('--practice', 'the play money of practice mode')
    .addOption(jsonOption())
    .addHelpText('after', examples)
    .action(
      context.action((options: SpendOptions) => {
        const query = queryOf(options, host.clock.now())
        return withApp(host, (app) => spend(app, host, { query, options }))
      }),
    )
}

function queryOf({ from, to, practice }: SpendOptions, now: Date): SpendQuery {
  const today = localDay(now)
  const query = { from: from ?? `${(to ?? today).slice(0, 7)}-01`, to: to ?? today }
  for (const day of [query.from, query.to]) {
    if (!isDay(day)) throw new UsageError(`“${shown(day)}” is no day.`, 'A day is written like 2026-03-01.')
  }
  daysOf(query)
  return { mode: practice === true ? 'practice' : 'paid', ...query }
}

interface Asked {
  readonly query: SpendQuery
  readonly options: SpendOptions
}

async function spend(app: App, host: CliHost, { query, options }: Asked): Promise<Ending> {
  const { terminal } = host
  const isJson = options.json === true
  const overview = await app.reader.ask('spend', query)
  for (const line of isJson ? spendLines(overview, options.by) : spendText(overview, options.by)) terminal.print(line)
  return options.reconcile === true ? await compareAll(app, host, { query, options }) : 'done'
}

/** A service without a key is passed over; with no key at all, there is nothing to compare with. */
async function compareAll(app: App, host: CliHost, { query, options }: Asked): Promise<Ending> {
  const { terminal } = host
  const interrupts = listenForInterrupts(host)
  const compared: Reconciled[] = []
  const missing: AppError[] = []
  try {
    for (const service of serviceIds) {
      try {
        const result = await reconcile(
          { reader: app.reader, services: (mode) => app.engine.services(mode), now: () => app.clock.now() },
          { ...query, service, signal: interrupts.stop, onRead: () => undefined },
        )
        compared.push(result)
        for (const line of options.json === true ? reconciledLines(result) : reconciledText(result))
          terminal.print(line)
      } catch (thrown) {
        if (!(thrown instanceof AppError) || thrown.code !== 'missing-key') throw thrown
        missing.push(thrown)
        if (options.json !== true) terminal.note(shown(thrown.message))
      }
    }
  } finally {
    interrupts.release()
  }
  const [first] = missing
  if (compared.length === 0 && first !== undefined) throw first
  return compared.every(({ differenceCount }) => differenceCount === 0) ? 'done' : 'failed'
}
