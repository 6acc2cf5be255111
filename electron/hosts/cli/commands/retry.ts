import type { Command } from 'commander'
import { formatUsd, timesMoney } from '../../../../shared/domain/money.ts'
import { worstCasePrice } from '../../../../shared/models/price.ts'
import type { App } from '../../../app.ts'
import { modelOf } from '../../../batches/model-of.ts'
import type { Batch } from '../../../history/batches.ts'
import { jsonOption, withApp, type CommandContext, type JsonOption } from '../command-context.ts'
import { hasConsent, requireSomebodyToAsk } from '../consent.ts'
import type { Ending } from '../exit-codes.ts'
import { listenForInterrupts, type Interrupts } from '../interrupts.ts'
import { batchLine } from '../json-lines.ts'
import { runBatch } from '../run-batch.ts'
import { countOf } from '../shown-text.ts'
import { withLease } from '../with-lease.ts'

const examples = `
Examples:
  lightbench retry 12
  lightbench retry 12 --prompt "make it evening, keep the people"

Results that are paid for and only could not be fetched or written are fetched, not paid for again.`

interface RetryOptions extends JsonOption {
  readonly prompt?: string
  readonly yes?: true
}

export function addRetry(program: Command, context: CommandContext): void {
  program
    .command('retry')
    .summary('edit the failed pictures of a batch again')
    .description(
      'Edits the failed pictures of a batch again; pictures it had not sent yet go on too. A paid batch asks first.',
    )
    .argument('<batch>', 'number of the batch; “lightbench history” lists them')
    .option('--prompt <text>', 'another wording for the failed pictures')
    .option('--yes', 'agree to the price without being asked')
    .addOption(jsonOption())
    .addHelpText('after', examples)
    .action(
      context.action((reference: string, options: RetryOptions) =>
        withApp(context.host, (app) => retry({ app, context, options }, app.engine.batches.find(reference))),
      ),
    )
}

interface Retrying {
  readonly app: App
  readonly context: CommandContext
  readonly options: RetryOptions
}

async function retry(retrying: Retrying, batch: Batch): Promise<Ending> {
  const { app, context, options } = retrying
  const { terminal } = context.host
  const view = app.engine.views.batch(batch)
  if ((view.counts.failed ?? 0) === 0) {
    if (options.json === true) terminal.print(batchLine(view))
    else terminal.note(`Batch ${batch.number} has no failed pictures.`)
    return 'done'
  }
  const interrupts = listenForInterrupts(context.host)
  try {
    if (!(await isAgreed(retrying, batch, interrupts))) {
      terminal.note('Nothing was sent.')
      return 'paused'
    }
    return await runAgain(retrying, batch, interrupts)
  } finally {
    interrupts.release()
  }
}

function runAgain({ app, context, options }: Retrying, batch: Batch, interrupts: Interrupts): Promise<Ending> {
  const { host } = context
  return withLease({ app, host }, { stop: interrupts.stop }, () => {
    app.engine.decisions.retryFailed(batch, options.prompt ?? null)
    return runBatch({ app, host, interrupts, isJson: options.json === true }, batch)
  })
}

async function isAgreed({ app, context, options }: Retrying, batch: Batch, { stop }: Interrupts): Promise<boolean> {
  const { host } = context
  const model = modelOf(batch)
  const view = app.engine.views.batch(batch)
  const failed = view.counts.failed ?? 0
  const unsent = app.engine.views.unsent(batch.id)
  const worstCase = timesMoney(worstCasePrice(model, batch.recipe.parameters), failed + unsent)
  const rest = unsent === 0 ? '' : ` and the ${unsent} not sent yet`
  const work = `Edit ${countOf(failed, 'failed picture')}${rest} again`
  if (model.provider === 'local' || batch.mode === 'practice') {
    if (options.json !== true) host.terminal.note(`${work}; ${batch.mode === 'practice' ? 'practice' : 'free'}.`)
    return true
  }
  const asking = { question: `${work} for at most ${formatUsd(worstCase)}?`, isAgreed: options.yes === true }
  requireSomebodyToAsk(host, asking)
  if (asking.isAgreed) host.terminal.note(asking.question)
  await (await app.engine.services('paid')).key(model.provider)
  return hasConsent(host, asking, stop)
}
