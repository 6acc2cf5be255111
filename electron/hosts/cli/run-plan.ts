import { formatUsd } from '../../../shared/domain/money.ts'
import type { App } from '../../app.ts'
import type { LeftItem } from '../../batches/plan/done-again.ts'
import type { Plan } from '../../batches/plan/plan.ts'
import type { PlanProgress, PlanRequest } from '../../batches/plan/plan-request.ts'
import type { Batch } from '../../history/batches.ts'
import { checkOutputFolder } from '../../library/output-folder.ts'
import type { CliHost } from './cli-host.ts'
import { hasConsent, requireSomebodyToAsk } from './consent.ts'
import type { Ending } from './exit-codes.ts'
import { listenForInterrupts, type Interrupts } from './interrupts.ts'
import { itemLine, quoteLine } from './json-lines.ts'
import { describeNames, describeQuote } from './quote-text.ts'
import { runBatch } from './run-batch.ts'
import { countOf } from './shown-text.ts'
import { withLease } from './with-lease.ts'

/** What decides how a plan is shown and agreed to. */
export interface RunOptions {
  readonly dryRun?: true
  readonly yes?: true
  readonly json?: true
}

interface Planning {
  readonly app: App
  readonly host: CliHost
  readonly options: RunOptions
}

/**
 * Quotes what is asked for, takes the yes to it, and runs it to its end. A dry run ends with the quote. `left` are items
 * that were known before not to be part of it.
 */
export async function runPlan(
  planning: Planning,
  request: PlanRequest,
  left: readonly LeftItem[] = [],
): Promise<Ending> {
  const { app, host, options } = planning
  const interrupts = listenForInterrupts(host)
  try {
    const made = await makePlan(planning, request, interrupts)
    const plan: Plan = { ...made, left: [...left, ...made.left] }
    showQuote(planning, plan)
    if (options.dryRun === true) return 'done'
    await checkOutputFolder(request.outputFolder)
    if (!(await isAgreed(planning, plan, interrupts))) {
      host.terminal.note('Nothing was sent.')
      return 'paused'
    }
    interrupts.stop.throwIfAborted()
    const batch = storeAgreed(planning, plan)
    const onWait = (holder: string): void => markWaiting(app, batch, `Waiting for ${holder} to finish.`)
    return await withLease({ app, host }, { stop: interrupts.stop, onWait }, () =>
      runBatch({ app, host, interrupts, isJson: options.json === true }, batch),
    )
  } finally {
    interrupts.release()
  }
}

/** From here on the yes is kept: whatever happens before the run begins, `resume` finds the batch. */
function storeAgreed({ app, host, options }: Planning, plan: Plan): Batch {
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

async function makePlan({ app, host }: Planning, request: PlanRequest, { stop }: Interrupts): Promise<Plan> {
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
async function isAgreed({ app, host, options }: Planning, plan: Plan, { stop }: Interrupts): Promise<boolean> {
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

function showQuote({ host, options }: Planning, plan: Plan): void {
  const { terminal } = host
  if (options.json === true) return terminal.print(quoteLine(plan, options.dryRun === true ? null : plan.batchId))
  if (plan.quote.mode === 'practice')
    terminal.print('Practice: nothing leaves this machine, nothing is charged.', 'yellow')
  terminal.print(options.dryRun === true ? 'Quote (dry run: nothing is sent or stored)' : 'Quote', 'bold')
  terminal.print(describeQuote(plan, terminal.width))
  const names = describeNames(plan, terminal.width, options.dryRun === true ? mostNames : fewNames)
  if (names !== '') terminal.print(names, 'dim')
}
