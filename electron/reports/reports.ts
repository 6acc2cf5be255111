import { access } from 'node:fs/promises'
import { extname } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import type { Batches } from '../history/batches.ts'
import type { Database } from '../history/database.ts'
import type { Reader } from '../history/reader/reader.ts'
import { nodeFileSystem } from '../library/file-system.ts'
import { gatherRows } from './gather.ts'
import { makeReportFile, refuseTaken, writeParts, type ReportPlace } from './report-file.ts'
import type { PdfPrinter } from './pdf-printer.ts'
import { itemCsv } from './item-csv.ts'
import { writeLedger, type LedgerTotals } from './write-ledger.ts'
import type { LedgerDays } from './ledger-rows.ts'
import type { ReportSubject, ReportTotals } from './subject.ts'
import type { ThumbnailSources } from './thumbnails.ts'
import { addUp } from './totals.ts'
import type { ReportLanguage } from './words.ts'
import { writePdf, writeSheet } from './write-sheet.ts'

export const reportFormats = ['html', 'pdf', 'csv'] as const
export type ReportFormat = (typeof reportFormats)[number]

/** How far a report is; `total` is null while that is not known. */
export interface ReportProgress {
  readonly phase: 'reading' | 'pictures' | 'printing' | 'writing'
  readonly done: number
  readonly total: number | null
}

export interface ReportOptions {
  readonly place: ReportPlace
  readonly language: ReportLanguage
  readonly signal: AbortSignal
  readonly onProgress: (progress: ReportProgress) => void
}

export interface ReportRequest extends ReportOptions {
  readonly subject: ReportSubject
  readonly format: ReportFormat
}

export interface LedgerRequest extends ReportOptions {
  readonly of: ReportSubject | { readonly kind: 'days'; readonly days: LedgerDays }
}

/**
 * Writes what was done to files for people and for spreadsheets. Reads alone, needs no lease, key or network, and a file
 * is there whole or not at all. Throws `disk-full`, `output-unwritable`, `invalid-request`, or the signal's reason.
 */
export interface Reports {
  /** A sheet of pictures, or a table of items. */
  write(request: ReportRequest): Promise<{ readonly path: string; readonly totals: ReportTotals }>
  /** Every row of the ledger as CSV. */
  ledger(request: LedgerRequest): Promise<{ readonly path: string; readonly totals: LedgerTotals }>
}

export interface ReportDependencies extends ThumbnailSources {
  /** Asked for batches and collections by their ids alone. */
  readonly database: Database
  readonly reader: Pick<Reader, 'ask'>
  readonly batches: Pick<Batches, 'get'>
  readonly printer: PdfPrinter
  readonly now: () => Date
}

/** A sheet with more is more than a browser opens. */
export const mostPictures = 20_000

export function createReports(dependencies: ReportDependencies): Reports {
  const { reader } = dependencies
  return {
    write: async (request) => {
      const { subject, format, place, signal, onProgress } = request
      await refuseEarly(place)
      const onRows = (done: number): void => onProgress({ phase: 'reading', done, total: null })
      const rows = await gatherRows(reader, subject, { signal, onRows })
      const totals = addUp(rows)
      if (format === 'csv') {
        const parts = itemCsv(rows)
        return { path: await writeText(request, parts), totals }
      }
      if (totals.items + totals.results > mostPictures) throw tooMany(totals)
      const sheet = { ...request, rows, totals }
      const path = await makeReportFile(nodeFileSystem, place, (temporary) =>
        format === 'pdf' ? writePdf(dependencies, sheet, temporary) : writeSheet(dependencies, sheet, temporary),
      )
      return { path, totals }
    },
    ledger: async (request) => {
      await refuseEarly(request.place)
      const { parts, totals } = writeLedger(reader, request)
      return { path: await writeText(request, parts), totals: totals() }
    },
  }
}

/** What a path ends in; throws `invalid-request` where that is no report. */
export function formatOf(path: string): ReportFormat {
  const extension = extname(path).toLowerCase()
  if (extension === '.htm') return 'html'
  const format = reportFormats.find((known) => extension === `.${known}`)
  if (format !== undefined) return format
  throw new AppError('invalid-request', `A report is written as .html, .pdf or .csv; “${path}” ends in none of them.`)
}

function writeText({ place, signal }: ReportOptions, parts: Iterable<string> | AsyncIterable<string>): Promise<string> {
  return makeReportFile(nodeFileSystem, place, (temporary) => writeParts(nodeFileSystem, temporary, { parts, signal }))
}

/** Before minutes are spent on it; who takes the name meanwhile is met when the file is named. */
async function refuseEarly({ path, ifThere }: ReportPlace): Promise<void> {
  if (ifThere !== 'refuse') return
  const isThere = await access(path).then(
    () => true,
    () => false,
  )
  if (isThere) throw refuseTaken(path)
}

function tooMany({ items, results }: ReportTotals): AppError {
  const count = (items + results).toLocaleString('en')
  return new AppError(
    'invalid-request',
    `${count} pictures are more than one sheet holds (${mostPictures.toLocaleString('en')}). Make several of smaller parts, or a .csv, which has no limit.`,
  )
}
