import { formatUsd } from '../../shared/domain/money.ts'
import { escapeHtml } from './escape-html.ts'
import type { Sheet } from './sheet.ts'
import type { ReportOutput, ReportRow } from './subject.ts'
import type { ReportWords } from './words.ts'

/** A row with its pictures as data URIs, null for those there are none of. */
export interface Drawn {
  readonly row: ReportRow
  readonly before: string | null
  readonly after: readonly (string | null)[]
}

/** A source beside its results, with everything that was said about them. */
export function cardHtml({ row, before, after }: Drawn, sheet: Sheet): string {
  const { words } = sheet
  const results = row.outputs.map((output, index) => resultFigure(output, after[index] ?? null, words))
  return `<article class="card"><div class="pictures">
<figure>${frame(before, `${words.before}: ${row.source}`, words)}<figcaption>${words.before}</figcaption></figure>
${results.join('\n')}</div>
${titleHtml(row, words)}
<p class="quiet">${factsOf(row, sheet)}</p>
${row.outputs.map((output) => remarksHtml(output, words)).join('')}${promptHtml(row, sheet)}</article>\n`
}

/** A row of the list of what has no result. */
export function lineHtml({ row, before }: Drawn, { words, prompt }: Sheet): string {
  const reason = row.errorMessage ?? (row.skipReason === null ? '' : words.skipReasons[row.skipReason])
  const outcome = `<span class="mark ${row.status}">${words.statuses[row.status]}</span>`
  const own = row.prompt === prompt ? '' : escapeHtml(row.prompt)
  return `<tr><td>${row.number}</td><td>${before === null ? '' : image(before, '')}</td><td>${escapeHtml(row.source)}${practiceTag(row, words)}</td><td>${outcome}${reason === '' ? '' : `: ${escapeHtml(reason)}`}</td><td>${own}</td><td class="cost">${formatUsd(row.charged)}</td></tr>\n`
}

function resultFigure(output: ReportOutput, picture: string | null, words: ReportWords): string {
  const { verdict, rating } = output
  const marks = [
    verdict === 'keep' ? `<span class="mark keep">✓ ${words.kept}</span>` : '',
    verdict === 'reject' ? `<span class="mark reject">✕ ${words.rejected}</span>` : '',
    rating > 0
      ? `<span class="stars" role="img" aria-label="${words.rating(rating)}">${'★'.repeat(rating)}</span>`
      : '',
  ].filter((mark) => mark !== '')
  const name = baseName(output.path)
  return `<figure>${frame(picture, `${words.after}: ${name}`, words)}<figcaption>${words.after}: ${escapeHtml(name)}${marks.length === 0 ? '' : ` <span class="marks">${marks.join(' ')}</span>`}</figcaption></figure>`
}

function titleHtml(row: ReportRow, words: ReportWords): string {
  return `<h3><span>${row.number}</span> ${escapeHtml(row.source)}${practiceTag(row, words)}</h3>`
}

function factsOf({ batchNumber, model, status, charged, held }: ReportRow, { words, isMixed }: Sheet): string {
  const parts = [
    status === 'done' ? '' : words.statuses[status],
    formatUsd(charged),
    held > 0 ? `${words.held}: ${formatUsd(held)}` : '',
    ...(isMixed ? [words.batch(batchNumber), model] : []),
  ]
  return parts
    .filter((part) => part !== '')
    .map(escapeHtml)
    .join(' · ')
}

function remarksHtml({ tags, note, isFlagged, isBinned }: ReportOutput, words: ReportWords): string {
  const remarks = [
    ...(isFlagged ? [words.flagged] : []),
    ...(isBinned ? [words.binned] : []),
    ...(tags.length > 0 ? [`${words.tags}: ${tags.join(', ')}`] : []),
    ...(note === '' ? [] : [`${words.note}: ${note}`]),
  ]
  return remarks.map((remark) => `<p class="prompt">${escapeHtml(remark)}</p>\n`).join('')
}

function promptHtml({ prompt }: ReportRow, sheet: Sheet): string {
  if (prompt === sheet.prompt || prompt === '') return ''
  return `<p class="prompt"><span class="quiet">${sheet.words.ownPrompt}:</span> ${escapeHtml(prompt)}</p>\n`
}

function practiceTag({ mode }: ReportRow, words: ReportWords): string {
  return mode === 'practice' ? ` <span class="tag">${words.practice}</span>` : ''
}

function frame(picture: string | null, name: string, words: ReportWords): string {
  return `<div class="frame">${picture === null ? words.noPicture : image(picture, name)}</div>`
}

function image(source: string, name: string): string {
  return `<img alt="${escapeHtml(name)}" src="${source}" decoding="async">`
}

/** Of paths of every system, because a library may have moved between them. */
function baseName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path
}
