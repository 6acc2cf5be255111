import { Option, type Command } from 'commander'
import { addMoney, formatUsd, timesMoney, type NanoUsd } from '../../../../shared/domain/money.ts'
import { worstCasePrice } from '../../../../shared/models/price.ts'
import type { App } from '../../../app.ts'
import type { Batch } from '../../../history/batches.ts'
import { jsonOption, withApp, type CommandContext, type JsonOption } from '../command-context.ts'
import { hasConsent, requireSomebodyToAsk } from '../consent.ts'
import { endingOfBatch, type Ending } from '../exit-codes.ts'
import { listenForInterrupts, type Interrupts } from '../interrupts.ts'
import { batchLine, itemLine } from '../json-lines.ts'
import { runBatch } from '../run-batch.ts'
import { countOf } from '../shown-text.ts'
import { printSummary } from '../summary.ts'
import { isGoingOn } from '../unsent.ts'
import { withLease } from '../with-lease.ts'
import { modelOf } from '../../../batches/model-of.ts'

const explanation = `
A request has no answer when the connection broke after it was sent: the service may have charged for it or not.

  lightbench resolve 12            asks the service again. Nothing is sent twice.
  lightbench resolve 12 --resend   sends them again. Each may then be charged twice; the cost is said first.
  lightbench resolve 12 --drop     gives them up. What they may have cost counts as spent.

While pictures of the batch were not sent yet, asking again does not send them; “lightbench resume” does.`

interface ResolveOptions extends JsonOption {
  readonly resend?: true
  readonly drop?: true
  readonly yes?: true
}

export function addResolve(program: Command, context: CommandContext): void {
  program
    .command('resolve')
    .summary('settle paid requests that got no answer')
    .description('Looks after paid requests that were sent and never answered, and lets you decide what to do.')
    .argument('<batch>', 'number of the batch')
    .addOption(new Option('--resend', 'send them again, and accept a second charge').conflicts('drop'))
    .option('--drop', 'give them up')
    .option('--yes', 'agree to the cost of --resend without being asked')
    .addOption(jsonOption())
    .addHelpText('after', explanation)
    .action(
      context.action((reference: string, options: ResolveOptions) =>
        withApp(context.host, (app) => resolveBatch({ app, context, options }, app.engine.batches.find(reference))),
      ),
    )
}

interface Resolving {
  readonly app: App
  readonly context: CommandContext
  readonly options: ResolveOptions
}

async function resolveBatch(resolving: Resolving, batch: Batch): Promise<Ending> {
  const { app, context, options } = resolving
  const unresolved = app.engine.views.batch(batch).counts.unresolved ?? 0
  if (unresolved === 0) {
    if (options.json !== true) context.host.terminal.note(`Batch ${batch.number} has no request without an answer.`)
    return show(resolving, batch)
  }
  const interrupts = listenForInterrupts(context.host)
  try {
    if (options.resend === true && !(await isAgreed(resolving, batch, interrupts))) {
      context.host.terminal.note('Nothing was sent.')
      return 'paused'
    }
    const { host } = context
    return await withLease({ app, host }, { stop: interrupts.stop }, () => decide(resolving, batch, interrupts))
  } finally {
    interrupts.release()
  }
}

function decide(resolving: Resolving, batch: Batch, interrupts: Interrupts): Promise<Ending> {
  const { app, context, options } = resolving
  const { decisions, views } = app.engine
  if (options.drop === true) {
    decisions.giveUp(batch)
    if (!isGoingOn(views.batch(batch))) app.engine.batches.setStatus(batch.id, 'done')
    return Promise.resolve(show(resolving, batch))
  }
  const run = { app, host: context.host, interrupts, isJson: options.json === true }
  if (options.resend === true) {
    decisions.sendAgain(batch)
    return runBatch(run, batch)
  }
  // Whoever stopped the batch did not ask for the rest of it to be sent by looking after what was.
  const isCollectingOnly = views.unsent(batch.id) > 0
  decisions.lookAgain(batch)
  return runBatch({ ...run, isCollectingOnly }, batch)
}

function show({ app, context, options }: Resolving, batch: Batch): Ending {
  const { terminal } = context.host
  const { views, batches } = app.engine
  const view = views.batch(batches.get(batch.id))
  if (options.json === true) {
    for (const item of views.items(batch.id, ['failed'])) terminal.print(itemLine(item))
    terminal.print(batchLine(view))
  } else printSummary(terminal, views, view)
  return endingOfBatch(view)
}

async function isAgreed({ app, context, options }: Resolving, batch: Batch, { stop }: Interrupts): Promise<boolean> {
  const { host } = context
  const { views, services } = app.engine
  const model = modelOf(batch)
  const unresolved = [...views.items(batch.id, ['unresolved'])]
  const unsent = views.unsent(batch.id)
  const cost = timesMoney(worstCasePrice(model, batch.recipe.parameters), unresolved.length + unsent)
  const lost: NanoUsd = addMoney(...unresolved.map(({ atStake }) => atStake))
  if (batch.mode === 'practice' || model.provider === 'local') return true
  const rest = unsent === 0 ? '' : `, and the ${countOf(unsent, 'picture')} not sent yet,`
  const before = lost > 0 ? ` The first time may have cost ${formatUsd(lost)} and counts as spent.` : ''
  const question = `Send ${countOf(unresolved.length, 'picture')} again${rest} for at most ${formatUsd(cost)}?${before}`
  const asking = { question, isAgreed: options.yes === true }
  requireSomebodyToAsk(host, asking)
  if (asking.isAgreed) host.terminal.note(question)
  await (await services('paid')).key(model.provider)
  return hasConsent(host, asking, stop)
}
