import type { Command } from 'commander'
import type { App } from '../../../app.ts'
import { readCap } from '../../../batches/plan/read-cap.ts'
import type { Batch } from '../../../history/batches.ts'
import { jsonOption, withApp, type CommandContext, type JsonOption } from '../command-context.ts'
import { worstEnding, type Ending } from '../exit-codes.ts'
import { listenForInterrupts } from '../interrupts.ts'
import { runBatch, type BatchRun } from '../run-batch.ts'
import { UsageError } from '../usage-error.ts'
import { withLease } from '../with-lease.ts'

const examples = `
Examples:
  lightbench resume              every batch that is not finished, oldest first
  lightbench resume 12 --cap 5   batch 12, with room for five dollars in all

What was sent before is collected first and never sent twice. Batches go on under the quote you agreed to.`

interface ResumeOptions extends JsonOption {
  readonly cap?: string
}

export function addResume(program: Command, context: CommandContext): void {
  program
    .command('resume')
    .summary('go on with what was paused or interrupted')
    .description('Takes up a batch where it stopped, whether it was paused, interrupted or the machine went down.')
    .argument('[batch]', 'number of a batch; all unfinished ones where it is left out')
    .option('--cap <usd>', 'a new limit for what the batch may cost in all; only with a batch')
    .addOption(jsonOption())
    .addHelpText('after', examples)
    .action(
      context.action((reference: string | undefined, options: ResumeOptions) =>
        withApp(context.host, (app) => resume({ app, context, options }, reference)),
      ),
    )
}

interface Resuming {
  readonly app: App
  readonly context: CommandContext
  readonly options: ResumeOptions
}

async function resume({ app, context, options }: Resuming, reference: string | undefined): Promise<Ending> {
  const { host } = context
  const { batches } = app.engine
  const waiting = reference === undefined ? batches.unfinished() : [batches.find(reference)]
  if (options.cap !== undefined) setCap(app, options.cap, reference)
  if (waiting.length === 0) {
    host.terminal.note('There is nothing to resume.')
    return 'done'
  }
  const interrupts = listenForInterrupts(host)
  const run: BatchRun = { app, host, interrupts, isJson: options.json === true }
  try {
    return await withLease({ app, host }, { stop: interrupts.stop }, () => runAll(run, waiting))
  } finally {
    interrupts.release()
  }
}

/** More room for one batch is a decision about that batch. */
function setCap({ engine }: App, cap: string, reference: string | undefined): void {
  if (reference === undefined) {
    throw new UsageError('--cap is for one batch.', 'Name the batch too: lightbench resume BATCH --cap USD')
  }
  engine.batches.setCap(engine.batches.find(reference).id, readCap(cap))
}

async function runAll(run: BatchRun, waiting: readonly Batch[]): Promise<Ending> {
  const endings: Ending[] = []
  for (const { id, number } of waiting) {
    if (run.interrupts.stop.aborted) {
      endings.push('paused')
      break
    }
    // It may have been finished by whoever had the library before.
    const batch = run.app.engine.batches.get(id)
    if (!run.isJson)
      run.host.terminal.note(`Batch ${number}: ${batch.model}${batch.mode === 'practice' ? ', practice' : ''}`)
    endings.push(await runBatch(run, batch))
  }
  return worstEnding(endings)
}
