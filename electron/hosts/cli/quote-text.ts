import { basename } from 'node:path'
import type { SkipReason } from '../../../shared/domain/item.ts'
import { leftOutReasons, type LeftOutReason } from '../../../shared/domain/left-out.ts'
import { formatUsd } from '../../../shared/domain/money.ts'
import type { LeftOut } from '../../../shared/domain/quote.ts'
import type { Plan } from '../../batches/plan/plan.ts'
import { definitions } from './layout.ts'
import { countOf, shorten, shown } from './shown-text.ts'

type Row = readonly [term: string, text: string]

const skipWords: Readonly<Record<SkipReason, string>> = {
  'already-done': 'already done in an earlier batch (--again edits them again)',
  duplicate: 'the same picture again',
  'output-exists': 'their result is there already',
  'no-row': 'without a row in the CSV',
}

const namedAtMost = 3
const longestPrompt = 60

/** The quote as people read it: what is sent and what not, why, what it costs, and what leaves the machine. */
export function describeQuote(plan: Plan, width: number): string {
  const { quote, model } = plan
  const rows: Row[] = [
    ['Model', `${model.id} – ${model.name}`],
    ['Pictures', `${countOf(quote.send, 'picture')} to edit`],
    ...describeSkips(plan),
    ...describeFailures(plan),
    ...describeLeftOut(quote.leftOut),
    ...describeLeft(plan.left),
    ...(quote.unmatchedRows.length === 0 ? [] : [['CSV', unmatched(quote.unmatchedRows)] as const]),
    ...describeMoney(plan),
    ['Results', quote.outputFolder],
    ...quote.disclosure.map((sentence, index): Row => [index === 0 ? 'Privacy' : '', sentence]),
    ...quote.warnings.map((warning): Row => ['Note', warning]),
  ]
  return definitions(
    rows.map(([term, text]) => [term, shown(text)] as const),
    width,
  )
}

/** What each picture becomes: its result's name without extension, and its prompt where they differ. */
export function describeNames({ quote }: Plan, width: number, most: number): string {
  const examples = quote.examples.slice(0, most)
  const prompts = new Set(examples.map(({ prompt }) => prompt))
  const half = Math.max(20, Math.floor(width / 2) - 6)
  const lines = examples.map(({ source, target, prompt }) => {
    const wording = prompts.size > 1 ? `  “${shorten(shown(prompt), longestPrompt)}”` : ''
    return `  ${shorten(shown(source), half)} → ${shorten(shown(target), half)}${wording}`
  })
  const more = quote.send - examples.length
  return [...lines, ...(more > 0 && lines.length > 0 ? [`  … and ${more} more`] : [])].join('\n')
}

function describeSkips({ quote, items }: Plan): Row[] {
  const reasons = Object.entries(quote.skipped) as [SkipReason, number][] // `Object.entries` forgets the keys.
  const isAgain = items.some(({ origin }) => origin !== undefined && origin !== null)
  const words = isAgain ? { ...skipWords, 'already-done': 'edited with just these words before' } : skipWords
  return reasons.map(([reason, count], index) => [index === 0 ? 'Skipped' : '', `${count}: ${words[reason]}`])
}

function describeFailures({ items }: Plan): Row[] {
  const failed = items.filter(({ failure }) => failure !== null)
  const rows = failed
    .slice(0, namedAtMost)
    .map(({ sourceLabel, failure }, index): Row => [
      index === 0 ? 'Unusable' : '',
      `${sourceLabel}: ${failure?.message ?? ''}`,
    ])
  return failed.length > namedAtMost ? [...rows, ['', `… and ${failed.length - namedAtMost} more`]] : rows
}

function describeLeftOut(leftOut: readonly LeftOut[]): Row[] {
  const groups = [...Map.groupBy(leftOut, ({ reason }): LeftOutReason => reason)]
  return groups.map(([reason, entries], index) => {
    const names = entries.slice(0, namedAtMost).map(({ path }) => basename(path))
    const more = entries.length > namedAtMost ? ` and ${entries.length - namedAtMost} more` : ''
    return [index === 0 ? 'Left out' : '', `${entries.length}: ${leftOutReasons[reason]} ${names.join(', ')}${more}`]
  })
}

/** Items that were to be done again and cannot be. */
function describeLeft(left: Plan['left']): Row[] {
  const rows = left
    .slice(0, namedAtMost)
    .map(({ name, failure }, index): Row => [index === 0 ? 'Left' : '', `${name}: ${failure.message}`])
  return left.length > namedAtMost ? [...rows, ['', `… and ${left.length - namedAtMost} more`]] : rows
}

function unmatched(rows: readonly string[]): string {
  const more = rows.length > namedAtMost ? ` and ${rows.length - namedAtMost} more` : ''
  return `${countOf(rows.length, 'row')} without a picture: ${rows.slice(0, namedAtMost).join(', ')}${more}`
}

function describeMoney({ quote, model }: Plan): Row[] {
  const { price, worstCase, cap, balance, mode } = quote
  if (model.provider === 'local') return [['Price', 'free']]
  const isPractice = mode === 'practice'
  const estimate = price.isEstimate ? ', an estimate' : ''
  return [
    ['Price', `${formatUsd(price.perItem)} a picture (${price.source}, ${price.asOf}${estimate})`],
    ['At most', `${formatUsd(worstCase)}${isPractice ? ' of practice money; nothing is really charged' : ''}`],
    ...(cap === null ? [] : [['Cap', `${formatUsd(cap)} for this batch`] as const]),
    ...(balance === null
      ? []
      : [['Balance', balance.amount === null ? (balance.note ?? 'not known') : formatUsd(balance.amount)] as const]),
  ]
}
