import { csvHead, csvLine, csvUsd, type Column } from './csv.ts'
import type { ReportOutput, ReportRow } from './subject.ts'

/** Facts about several results stand below each other in one cell, in the order of the results. */
function each(of: (output: ReportOutput) => string): (row: ReportRow) => string {
  return ({ outputs }) => outputs.map(of).join('\n')
}

const columns: readonly Column<ReportRow>[] = [
  { heading: 'number', value: ({ number }) => String(number) },
  { heading: 'batch', value: ({ batchNumber }) => String(batchNumber) },
  { heading: 'mode', value: ({ mode }) => mode },
  { heading: 'model', value: ({ model }) => model },
  { heading: 'picture', value: ({ source }) => source },
  { heading: 'status', value: ({ status }) => status },
  { heading: 'charged_usd', value: ({ charged }) => csvUsd(charged) },
  { heading: 'held_usd', value: ({ held }) => csvUsd(held) },
  { heading: 'verdict', value: each(({ verdict }) => verdict ?? '') },
  { heading: 'rating', value: each(({ rating }) => (rating === 0 ? '' : String(rating))) },
  { heading: 'tags', value: each(({ tags }) => tags.join(', ')) },
  { heading: 'note', value: each(({ note }) => note) },
  { heading: 'results', value: each(({ path }) => path) },
  { heading: 'prompt', value: ({ prompt }) => prompt },
  { heading: 'skipped_because', value: ({ skipReason }) => skipReason ?? '' },
  { heading: 'error_code', value: ({ errorCode }) => errorCode ?? '' },
  { heading: 'error', value: ({ errorMessage }) => errorMessage ?? '' },
  { heading: 'run_ids', value: ({ runIds }) => runIds.join('\n') },
  { heading: 'at', value: ({ at }) => at },
  { heading: 'picture_path', value: ({ sourcePath }) => sourcePath },
  { heading: 'picture_sha256', value: ({ sourceSha256 }) => sourceSha256 },
  { heading: 'result_sha256', value: each(({ sha256 }) => sha256) },
]

/** A table of items for spreadsheets. */
export function* itemCsv(rows: Iterable<ReportRow>): Iterable<string> {
  yield csvHead(columns)
  for (const row of rows) yield csvLine(columns, row)
}
