import { sentStatuses } from '../../../shared/domain/item.ts'
import { formatUsd } from '../../../shared/domain/money.ts'
import type { App } from '../../app.ts'
import type { BatchView } from '../../batches/batch-view.ts'
import { keepReason } from '../../batches/keep-reason.ts'
import type { Batch } from '../../history/batches.ts'
import type { CliHost } from './cli-host.ts'
import { endingOfBatch, type Ending } from './exit-codes.ts'
import type { Interrupts } from './interrupts.ts'
import { batchLine, itemLine } from './json-lines.ts'
import { wrap } from './layout.ts'
import { countOf } from './shown-text.ts'
import { showProgress } from './show-progress.ts'
import { printSummary } from './summary.ts'

export interface BatchRun {
  readonly app: App
  readonly host: CliHost
  readonly interrupts: Interrupts
  readonly isJson: boolean
  /** Sends nothing new: only what was sent before is asked about and collected. */
  readonly isCollectingOnly?: boolean
}

/**
 * Runs a batch to its end while showing how it comes along; needs the lease. The first Ctrl-C stops sending and goes on
 * collecting what is paid, the second leaves at once: the journal has everything, and `resume` takes it up.
 */
export async function runBatch(run: BatchRun, batch: Batch): Promise<Ending> {
  const { app, host, isJson } = run
  const { engine, upkeep } = app
  // Services leave time to look at what came back; what is left is looked at by the next run or window.
  upkeep.begin()
  try {
    const view = await watchRun(run, batch)
    if (isJson) host.terminal.print(batchLine(view))
    else printSummary(host.terminal, engine.views, view)
    return endingOfBatch(view)
  } finally {
    await upkeep.stop()
  }
}

async function watchRun(run: BatchRun, batch: Batch): Promise<BatchView> {
  const { app, host, interrupts, isJson } = run
  const { engine } = app
  const readView = (): BatchView => engine.views.batch(batch)
  const onItem = (itemId: string): void => {
    const item = engine.views.item(itemId)
    if (item?.item.batchId === batch.id) host.terminal.print(itemLine(item))
  }
  const onStop = (): void => {
    engine.pause(batch.id)
    host.terminal.note(wrap(describeStop(readView()), host.terminal.width), 'yellow')
  }
  const endProgress = isJson ? () => undefined : showProgress(host, readView)
  if (isJson) engine.events.on('item', onItem)
  interrupts.stop.addEventListener('abort', onStop, { once: true })
  try {
    const running = engine.run(batch.id, { leave: interrupts.leave })
    if (run.isCollectingOnly === true || interrupts.stop.aborted) engine.pause(batch.id)
    return await running
  } catch (thrown) {
    keepReason(engine, batch.id, thrown)
    throw thrown
  } finally {
    endProgress()
    engine.events.off('item', onItem)
    interrupts.stop.removeEventListener('abort', onStop)
  }
}

function describeStop({ batch, counts, charged, reserved }: BatchView): string {
  const sent = sentStatuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0)
  const under = `${countOf(sent, 'picture')} already under way ${sent === 1 ? 'is' : 'are'} still collected.`
  const more = reserved > 0 ? `, and up to ${formatUsd(reserved)} more for what was sent` : ''
  const practice = batch.mode === 'practice' ? ' of practice money' : ''
  const isFree = batch.quote.price.perItem === 0
  const money = isFree ? '' : ` ${formatUsd(charged)}${practice} is charged so far${more}.`
  const leaving = `Press Ctrl-C again to leave at once; nothing is lost, and “lightbench resume ${batch.number}” goes on.`
  return `Nothing more is sent. ${under}${money} ${leaving}`
}
