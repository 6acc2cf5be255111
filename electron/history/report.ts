import { open, rm, type FileHandle } from 'node:fs/promises'
import { dirname, extname } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { systemCode } from '../library/file-system.ts'
import { writingTo } from '../library/output-failure.ts'
import type { Batches } from './batches.ts'
import type { Database } from './database.ts'
import { csvLines } from './report-csv.ts'
import { htmlParts, type HtmlReport } from './report-html.ts'
import { addUp, reportRows, type ReportTotals } from './report-rows.ts'

export interface ReportDependencies {
  readonly database: Database
  readonly batches: Batches
  readonly thumbnail: HtmlReport['thumbnail']
}

export interface ReportRequest {
  readonly batchId: string
  /** Absolute path; `.csv` makes a table for spreadsheets, `.html` a page with pictures. Must not exist. */
  readonly out: string
}

/**
 * Writes what became of every picture of a batch and what it cost; the totals are those of the ledger. A file that is
 * there already is never replaced. Returns the totals it wrote.
 */
export async function writeReport(
  dependencies: ReportDependencies,
  { batchId, out }: ReportRequest,
): Promise<ReportTotals> {
  const { database, batches, thumbnail } = dependencies
  const kind = kindOf(out)
  const batch = batches.get(batchId)
  const totals = addUp(reportRows(database, batchId))
  const rows = reportRows(database, batchId)
  const parts = kind === 'csv' ? csvLines(rows) : htmlParts({ batch, totals, rows, thumbnail })
  await writingTo(dirname(out), async () => {
    const file = await openNew(out)
    try {
      for await (const part of parts) await file.writeFile(part)
      await file.sync()
    } catch (thrown) {
      await rm(out, { force: true })
      throw thrown
    } finally {
      await file.close()
    }
  })
  return totals
}

function kindOf(out: string): 'csv' | 'html' {
  const extension = extname(out).toLowerCase()
  if (extension === '.csv') return 'csv'
  if (extension === '.html' || extension === '.htm') return 'html'
  throw new AppError('invalid-request', `A report is written as .html or .csv; “${out}” ends in neither.`)
}

async function openNew(out: string): Promise<FileHandle> {
  try {
    return await open(out, 'wx')
  } catch (thrown) {
    if (systemCode(thrown) !== 'EEXIST') throw thrown
    throw new AppError('invalid-request', `${out} is there already; a report replaces no file.`, { cause: thrown })
  }
}
