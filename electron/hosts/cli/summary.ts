import { addMoney, formatUsd } from '../../../shared/domain/money.ts'
import { nextSteps } from '../../../shared/errors.ts'
import { verdictOf, type BatchView, type ItemView, type Views } from '../../batches/batch-view.ts'
import { describeCounts } from '../../reports/totals.ts'
import { definitions, wrap } from './layout.ts'
import { shown } from './shown-text.ts'
import type { Terminal } from './terminal.ts'
import { isGoingOn } from './unsent.ts'

const listedAtMost = 20

const headings = {
  done: 'is done',
  failed: 'is done, with failures',
  paused: 'is paused',
  unresolved: 'has requests without an answer',
  cancelled: 'was cancelled',
} as const

/** Says how a batch ended: counts, money, where results are, what failed, and what to do about it. */
export function printSummary(terminal: Terminal, views: Pick<Views, 'items'>, view: BatchView): void {
  const { batch, counts, charged, reserved } = view
  const isPractice = batch.mode === 'practice'
  terminal.print(`Batch ${batch.number} ${headings[verdictOf(view)]}: ${describeCounts(counts)}`, 'bold')
  const rows: (readonly [string, string])[] = [
    ['Charged', `${formatUsd(charged)}${isPractice ? ' of practice money' : ''}`],
    ...(reserved > 0 ? [['Reserved', `${formatUsd(reserved)} for what has no answer yet`] as const] : []),
    ['Results', shown(batch.outputFolder)],
  ]
  terminal.print(definitions(rows, terminal.width))
  printFailures(terminal, views, view)
  printUnresolved(terminal, views, view)
  if (batch.status === 'paused' && batch.pause !== null && isGoingOn(view)) {
    const { code, message } = batch.pause
    const advice = code === 'cancelled' ? '' : ` ${nextSteps[code]}`
    terminal.print(wrap(`${shown(message)}${advice}`, terminal.width), 'yellow')
    terminal.print(`“lightbench resume ${batch.number}” goes on where it stopped.`)
  }
}

function printFailures(terminal: Terminal, views: Pick<Views, 'items'>, { batch, counts }: BatchView): void {
  const count = counts.failed ?? 0
  if (count === 0) return
  terminal.print('Failed:', 'red')
  const failed = take(views.items(batch.id, ['failed']), listedAtMost)
  printItems(terminal, failed, count)
  const codes = new Set(failed.flatMap(({ item }) => item.failure?.code ?? []))
  for (const code of codes) terminal.print(wrap(nextSteps[code], terminal.width))
  terminal.print(`“lightbench retry ${batch.number}” edits the failed pictures again.`)
}

function printUnresolved(terminal: Terminal, views: Pick<Views, 'items'>, { batch, counts }: BatchView): void {
  const count = counts.unresolved ?? 0
  if (count === 0) return
  const all = [...views.items(batch.id, ['unresolved'])]
  const atStake = addMoney(...all.map(({ atStake }) => atStake))
  terminal.print(`Sent, no answer yet (may cost up to ${formatUsd(atStake)} more):`, 'yellow')
  printItems(terminal, all.slice(0, listedAtMost), count)
  const { number } = batch
  terminal.print(
    definitions(
      [
        [`lightbench resolve ${number}`, 'asks the service again; nothing is sent twice'],
        [`lightbench resolve ${number} --resend`, 'sends them again, and accepts that each may be charged twice'],
        [`lightbench resolve ${number} --drop`, 'gives them up; what they may have cost counts as spent'],
      ],
      terminal.width,
    ),
  )
}

function printItems(terminal: Terminal, items: readonly ItemView[], count: number): void {
  const rows = items.map(({ item, atStake }) => {
    const stake = atStake > 0 ? ` (up to ${formatUsd(atStake)})` : ''
    return `  ${shown(item.sourceLabel)}: ${shown(item.failure?.message ?? '')}${stake}`
  })
  for (const row of rows) terminal.print(wrap(row, terminal.width, 4))
  if (count > rows.length) terminal.print(`  … and ${count - rows.length} more`)
}

function take<T>(values: Iterable<T>, count: number): T[] {
  const taken: T[] = []
  for (const value of values) {
    if (taken.length === count) break
    taken.push(value)
  }
  return taken
}
