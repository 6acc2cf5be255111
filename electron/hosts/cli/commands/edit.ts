import type { Command } from 'commander'
import { formatUsd } from '../../../../shared/domain/money.ts'
import { catalogue } from '../../../../shared/models/catalogue.ts'
import type { App } from '../../../app.ts'
import type { Batch } from '../../../history/batches.ts'
import type { Plan } from '../../../batches/plan.ts'
import type { PlanProgress, PlanRequest } from '../../../batches/plan-request.ts'
import { checkOutputFolder } from '../../../library/output-folder.ts'
import { capsOf } from '../../../settings/settings-schema.ts'
import type { CliHost } from '../cli-host.ts'
import { withApp, type CommandContext } from '../command-context.ts'
import { hasConsent, requireSomebodyToAsk } from '../consent.ts'
import { addEditOptions, type EditOptions } from '../edit-options.ts'
import { readEditRequest } from '../edit-request.ts'
import type { Ending } from '../exit-codes.ts'
import { listenForInterrupts, type Interrupts } from '../interrupts.ts'
import { itemLine, quoteLine } from '../json-lines.ts'
import { createParameterFlags } from '../parameter-flags.ts'
import { describeNames, describeQuote } from '../quote-text.ts'
import { runBatch } from '../run-batch.ts'
import { countOf } from '../shown-text.ts'
import { withLease } from '../with-lease.ts'

const examples = `
Examples:
  Warmer, on this machine, without cost:
    lightbench edit photos --temperature 20 --contrast 10 --resize 2000
  What would it cost? Nothing is sent:
    lightbench edit photos --model runflow/reve/edit --prompt "make it evening" --dry-run
  Send it, up to two dollars:
    lightbench edit photos --model runflow/reve/edit --prompt "make it evening" --cap 2 --yes
  A prompt for each picture from a table with the columns file and colour:
    lightbench edit shoes --csv shoes.csv --model runflow/reve/edit --prompt "make the shoe {csv.colour}"
  For scripts, one JSON object a line:
    lightbench edit photos --grayscale --json

The same picture with the same request is paid for once: what history already holds is skipped.
Files are never overwritten unless --conflict says so; the originals never are.`

export function addEdit(program: Command, context: CommandContext): void {
  const parameterFlags = createParameterFlags(catalogue)
  const command = program
    .command('edit')
    .summary('edit pictures')
    .description(
      'Edits pictures and folders. Shows the quote first; a paid batch starts after your yes. Parameters are given as flags or as --param key=value; those that are on or off can be turned off with --no-….',
    )
    .argument('<path...>', 'pictures and folders; folders with everything below them')
    .addHelpText('after', examples)
  addEditOptions(command)
  parameterFlags.addTo(command)
  command.action(
    context.action(async (paths: string[], options: EditOptions & Record<string, unknown>) => {
      const { host } = context
      // What is wrong with the command itself is said before a library is opened or made.
      const surroundings = { workingFolder: host.workingFolder, parameterFlags }
      const request = await readEditRequest({ paths, options }, surroundings)
      return withApp(host, async (app) => edit({ app, host, options }, await withSettings(request, options, app)))
    }),
  )
}

interface Editing {
  readonly app: App
  readonly host: CliHost
  readonly options: EditOptions
}

/** What the settings say where the command says nothing. Their cap is for real money. */
async function withSettings(request: PlanRequest, options: EditOptions, { settings }: App): Promise<PlanRequest> {
  const known = await settings.read()
  return {
    ...request,
    outputFolder: options.out === undefined ? (known.output.folder ?? request.outputFolder) : request.outputFolder,
    cap: request.mode === 'paid' ? (request.cap ?? capsOf(known).batch) : request.cap,
  }
}

async function edit(editing: Editing, request: PlanRequest): Promise<Ending> {
  const { app, host, options } = editing
  const interrupts = listenForInterrupts(host)
  try {
    const plan = await makePlan(editing, request, interrupts)
    showQuote(editing, plan)
    if (options.dryRun === true) return 'done'
    await checkOutputFolder(request.outputFolder)
    if (!(await isAgreed(editing, plan, interrupts))) {
      host.terminal.note('Nothing was sent.')
      return 'paused'
    }
    interrupts.stop.throwIfAborted()
    const batch = storeAgreed(editing, plan)
    const onWait = (holder: string): void => markWaiting(app, batch, `Waiting for ${holder} to finish.`)
    return await withLease({ app, host }, { stop: interrupts.stop, onWait }, () =>
      runBatch({ app, host, interrupts, isJson: options.json === true }, batch),
    )
  } finally {
    interrupts.release()
  }
}

/** From here on the yes is kept: whatever happens before the run begins, `resume` finds the batch. */
function storeAgreed({ app, host, options }: Editing, plan: Plan): Batch {
  const batch = app.engine.store(plan)
  markWaiting(app, batch, 'It was not begun yet.')
  if (options.json === true) {
    for (const item of app.engine.views.items(batch.id, ['failed', 'skipped'])) host.terminal.print(itemLine(item))
  }
  return batch
}

function markWaiting({ engine }: App, { id }: Batch, message: string): void {
  engine.batches.setStatus(id, 'paused', { code: 'library-busy', message })
}

const redrawMs = 100

async function makePlan({ app, host }: Editing, request: PlanRequest, { stop }: Interrupts): Promise<Plan> {
  const { terminal, clock } = host
  let drawnMs = -Infinity
  const onProgress = (progress: PlanProgress): void => {
    if (!terminal.canRedraw || clock.monotonicMs() - drawnMs < redrawMs) return
    drawnMs = clock.monotonicMs()
    terminal.redraw(describeProgress(progress))
  }
  try {
    return await app.engine.plan(request, { signal: stop, onProgress })
  } finally {
    if (terminal.canRedraw) terminal.redraw('')
  }
}

function describeProgress({ phase, done, total }: PlanProgress): string {
  return phase === 'looking' ? `Looking: ${countOf(done, 'file')}` : `Reading pictures: ${done}/${total ?? '?'}`
}

/** The yes to the quote, needed where it costs real money. The key is looked for first: without one, nobody is asked. */
async function isAgreed({ app, host, options }: Editing, plan: Plan, { stop }: Interrupts): Promise<boolean> {
  const { quote, model } = plan
  if (model.provider === 'local' || quote.mode === 'practice' || quote.send === 0) return true
  const question = `Send ${countOf(quote.send, 'picture')} for at most ${formatUsd(quote.worstCase)}?`
  const asking = { question, isAgreed: options.yes === true }
  requireSomebodyToAsk(host, asking)
  await (await app.engine.services('paid')).key(model.provider)
  stop.throwIfAborted()
  return hasConsent(host, asking, stop)
}

const mostNames = 20
const fewNames = 3

function showQuote({ host, options }: Editing, plan: Plan): void {
  const { terminal } = host
  if (options.json === true) return terminal.print(quoteLine(plan, options.dryRun === true ? null : plan.batchId))
  if (plan.quote.mode === 'practice')
    terminal.print('Practice: nothing leaves this machine, nothing is charged.', 'yellow')
  terminal.print(options.dryRun === true ? 'Quote (dry run: nothing is sent or stored)' : 'Quote', 'bold')
  terminal.print(describeQuote(plan, terminal.width))
  const names = describeNames(plan, terminal.width, options.dryRun === true ? mostNames : fewNames)
  if (names !== '') terminal.print(names, 'dim')
}
