import { inOrder } from './in-order.ts'
import { escapeHtml } from './escape-html.ts'
import { cardHtml, lineHtml, type Drawn } from './sheet-card.ts'
import { sumsOf } from './sheet-sums.ts'
import type { Paper } from './paper.ts'
import { sheetStyle } from './sheet-style.ts'
import type { ReportRow, ReportTotals } from './subject.ts'
import type { Thumbnail } from './thumbnails.ts'
import type { ReportWords } from './words.ts'

export interface Sheet {
  readonly title: string
  readonly madeAt: Date
  /** What it is about, as names and texts to read. */
  readonly facts: readonly (readonly [name: string, text: string])[]
  /** The prompt that is shown once for all of them; a row with another one shows its own. */
  readonly prompt: string
  /** Of several batches, so that each row says which. */
  readonly isMixed: boolean
  readonly totals: ReportTotals
  readonly rows: readonly ReportRow[]
  readonly thumbnail: Thumbnail
  readonly words: ReportWords
  /** What it is printed on; null leaves it to whoever prints. */
  readonly paper: Paper | null
  /** Told after each row. */
  readonly onRow: () => void
}

/** More are printed three beside each other. */
const manyCards = 120
/** Pictures asked for ahead of the one that is written. */
const rowsAhead = 4

/**
 * One page with everything in it: it needs no network and no other file and runs no script, and every name, prompt and
 * message in it is text. Results come first, each beside its source; what has none follows as a list.
 */
export async function* sheetParts(sheet: Sheet): AsyncIterable<string> {
  const { rows, words, totals } = sheet
  const shown = rows.filter(({ outputs }) => outputs.length > 0)
  const others = rows.filter(({ outputs }) => outputs.length === 0)
  yield head(sheet)
  if (shown.length > 0) {
    yield `<main class="cards${shown.length > manyCards ? ' many' : ''}">\n`
    yield* drawn(sheet, shown, cardHtml)
    yield '</main>\n'
  }
  if (others.length > 0) {
    const { picture, prompt, outcome, cost, withoutResult } = words
    yield (
      `<h2>${withoutResult}</h2>\n<table><thead><tr><th>#</th><th></th><th>${picture}</th><th>${outcome}</th>` +
      `<th>${prompt}</th><th class="cost">${cost}</th></tr></thead><tbody>\n`
    )
    yield* drawn(sheet, others, lineHtml)
    yield '</tbody></table>\n'
  }
  yield `<h2>${words.total}</h2>\n${sumsOf(totals, words)}</body></html>\n`
}

async function* drawn(
  sheet: Sheet,
  rows: readonly ReportRow[],
  draw: (drawn: Drawn, sheet: Sheet) => string,
): AsyncIterable<string> {
  for await (const part of inOrder(rows, rowsAhead, (row) => withPictures(row, sheet.thumbnail))) {
    yield draw(part, sheet)
    sheet.onRow()
  }
}

async function withPictures(row: ReportRow, thumbnail: Thumbnail): Promise<Drawn> {
  const [before, ...after] = await Promise.all([
    thumbnail(row.sourcePath, row.sourceSha256),
    ...row.outputs.map(({ path, sha256 }) => thumbnail(path, sha256)),
  ])
  return { row, before: before ?? null, after }
}

function head({ title, madeAt, facts, totals, words, paper }: Sheet): string {
  const list = facts.map(([name, text]) => `<dt>${name}</dt><dd>${escapeHtml(text)}</dd>`).join('\n')
  const made = madeAt.toLocaleString(words.locale, { dateStyle: 'long', timeStyle: 'short' })
  return `<!doctype html>
<html lang="${words.locale}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width">
<meta name="generator" content="Lightbench">
<title>${escapeHtml(title)} – Lightbench</title><style>${sheetStyle}${paper === null ? '' : `\n@page { size: ${paper}; }`}</style></head><body>
<h1>${escapeHtml(title)}</h1>
<p class="made">${words.madeAt} ${escapeHtml(made)}</p>
${practiceBand(totals, words)}<dl class="facts">${list}</dl>
${sumsOf(totals, words)}`
}

function practiceBand({ money }: ReportTotals, words: ReportWords): string {
  if (money.practice.items === 0) return ''
  const text = money.paid.items === 0 ? words.practiceAll : words.practiceSome
  return `<p class="practice">${text}</p>\n`
}
