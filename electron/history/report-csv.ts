import { toUsdNumber } from '../../shared/domain/money.ts'
import type { ReportRow } from './report-rows.ts'

const columns: readonly { readonly heading: string; readonly value: (row: ReportRow) => string }[] = [
  { heading: 'number', value: ({ number }) => String(number) },
  { heading: 'picture', value: ({ source }) => source },
  { heading: 'status', value: ({ status }) => status },
  { heading: 'charged_usd', value: ({ charged }) => String(toUsdNumber(charged)) },
  { heading: 'results', value: ({ outputs }) => outputs.map(({ path }) => path).join('\n') },
  { heading: 'prompt', value: ({ prompt }) => prompt },
  { heading: 'skipped_because', value: ({ skipReason }) => skipReason ?? '' },
  { heading: 'error_code', value: ({ errorCode }) => errorCode ?? '' },
  { heading: 'error', value: ({ errorMessage }) => errorMessage ?? '' },
  { heading: 'run_ids', value: ({ runIds }) => runIds.join('\n') },
  { heading: 'picture_path', value: ({ sourcePath }) => sourcePath },
  { heading: 'picture_sha256', value: ({ sourceSha256 }) => sourceSha256 },
  { heading: 'result_sha256', value: ({ outputs }) => outputs.map(({ sha256 }) => sha256).join('\n') },
]

/** Lines of a CSV for spreadsheets; the mark at the start tells them that it is UTF-8. */
export function* csvLines(rows: Iterable<ReportRow>): Iterable<string> {
  yield `\uFEFF${columns.map(({ heading }) => heading).join(',')}\r\n`
  for (const row of rows) yield `${columns.map(({ value }) => csvCell(value(row))).join(',')}\r\n`
}

/** A cell that spreadsheets show as text: one that would be read as a formula gets an apostrophe before it. */
export function csvCell(text: string): string {
  const harmless = /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
