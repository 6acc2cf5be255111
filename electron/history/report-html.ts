import { formatUsd, noMoney } from '../../shared/domain/money.ts'
import type { Batch } from './batches.ts'
import { describeCounts, type ReportRow, type ReportTotals } from './report-rows.ts'

export interface HtmlReport {
  readonly batch: Batch
  readonly totals: ReportTotals
  readonly rows: Iterable<ReportRow>
  /** A small picture as a data URI; null where there is none to show. */
  readonly thumbnail: (path: string, sha256: string) => Promise<string | null>
}

const style = `
body { font: 14px/1.45 system-ui, sans-serif; margin: 2rem; color: #222; background: #fff; }
h1 { font-size: 1.3rem; } dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }
dt { color: #666; } dd { margin: 0; overflow-wrap: anywhere; }
.practice { background: #ffe9a8; color: #222; padding: .4rem .8rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; }
th { border-bottom: 2px solid #888; } td { border-bottom: 1px solid #ccc; overflow-wrap: anywhere; unicode-bidi: isolate; }
td.cost, th.cost { text-align: right; white-space: nowrap; } img { display: block; max-width: 160px; max-height: 160px; }
.failed, .unresolved { color: #a00; }
@media (prefers-color-scheme: dark) { body { color: #ddd; background: #1c1c1c; } dt { color: #999; }
  .failed, .unresolved { color: #f88; } td { border-color: #444; } }
@media print { tr { break-inside: avoid; } }
`

/** A page that needs no network and runs no script; every name, prompt and message in it is text. */
export async function* htmlParts({ batch, totals, rows, thumbnail }: HtmlReport): AsyncIterable<string> {
  yield head(batch, totals)
  for (const row of rows) yield await rowHtml(row, thumbnail)
  yield `</tbody>\n<tfoot><tr><th></th><th colspan="4">${totals.items} pictures</th><th class="cost">${formatUsd(totals.charged)}</th></tr></tfoot>\n</table>\n</body></html>\n`
}

/** Text for an element or an attribute in quotes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

function head(batch: Batch, totals: ReportTotals): string {
  const { number, mode, model, quote, recipe, outputFolder, createdAt, status } = batch
  const title = `Lightbench batch ${number}`
  const facts: readonly (readonly [string, string])[] = [
    ['Status', status],
    ['Started', createdAt],
    ['Model', model],
    ['Prompt', recipe.prompt],
    ['Parameters', Object.keys(recipe.parameters).length === 0 ? '' : JSON.stringify(recipe.parameters)],
    ['Results in', outputFolder],
    ['Pictures', describeCounts(totals.counts)],
    ['Price', `${formatUsd(quote.price.perItem)} a picture (${quote.price.source}, ${quote.price.asOf})`],
    ['Quoted at most', formatUsd(quote.worstCase)],
    ['Charged', formatUsd(totals.charged)],
  ]
  const list = facts
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`)
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${title}</title><style>${style}</style></head><body>
<h1>${title}</h1>
${mode === 'practice' ? '<p class="practice">Practice: nothing was sent to a service and no real money was spent.</p>' : ''}
<dl>${list.join('\n')}</dl>
<table><thead><tr><th>#</th><th>Picture</th><th>Result</th><th>Prompt</th><th>Outcome</th><th class="cost">Charged</th></tr></thead><tbody>
`
}

async function rowHtml(row: ReportRow, thumbnail: HtmlReport['thumbnail']): Promise<string> {
  const source = row.sourceSha256 === '' ? '' : image(await thumbnail(row.sourcePath, row.sourceSha256))
  const results: string[] = []
  for (const { path, sha256 } of row.outputs) results.push(image(await thumbnail(path, sha256)) + escapeHtml(path))
  const reason = row.errorMessage ?? row.skipReason ?? ''
  const outcome = `<span class="${row.status}">${row.status}</span>${reason === '' ? '' : `: ${escapeHtml(reason)}`}`
  const charged = row.charged === noMoney ? '–' : formatUsd(row.charged)
  return `<tr><td>${row.number}</td><td>${source}${escapeHtml(row.source)}</td><td>${results.join('<br>')}</td><td>${escapeHtml(row.prompt)}</td><td>${outcome}</td><td class="cost">${charged}</td></tr>\n`
}

function image(source: string | null): string {
  return source === null ? '' : `<img alt="" src="${source}">`
}
