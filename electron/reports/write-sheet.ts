import { constants, copyFile, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nodeFileSystem } from '../library/file-system.ts'
import { writingTo } from '../library/output-failure.ts'
import { aboutOf } from './about.ts'
import { paperHere } from './paper.ts'
import { writeParts } from './report-file.ts'
import type { ReportDependencies, ReportRequest } from './reports.ts'
import { sheetParts } from './sheet.ts'
import type { ReportRow, ReportTotals } from './subject.ts'
import { createThumbnails, edgeFor } from './thumbnails.ts'
import { wordsOf } from './words.ts'

export interface SheetRequest extends ReportRequest {
  readonly rows: readonly ReportRow[]
  readonly totals: ReportTotals
}

/** Writes a sheet of pictures to a new file and returns its size. */
export function writeSheet(dependencies: ReportDependencies, request: SheetRequest, path: string): Promise<number> {
  const { rows, totals, subject, language, signal, onProgress } = request
  const words = wordsOf(language)
  let done = 0
  const parts = sheetParts({
    ...aboutOf(dependencies, subject, { rows, words }),
    madeAt: dependencies.now(),
    totals,
    rows,
    words,
    paper: request.format === 'pdf' ? paperHere() : null,
    thumbnail: createThumbnails(dependencies, edgeFor(totals.items + totals.results)),
    onRow: () => {
      done += 1
      onProgress({ phase: 'pictures', done, total: rows.length })
    },
  })
  return writeParts(nodeFileSystem, path, { parts, signal })
}

/** The same on paper. Where it is printed from lies outside the folder, so that nobody there sees a half of anything. */
export async function writePdf(dependencies: ReportDependencies, request: SheetRequest, path: string): Promise<number> {
  const work = await mkdtemp(join(tmpdir(), 'lightbench-report-'))
  try {
    const [html, pdf] = [join(work, 'sheet.html'), join(work, 'sheet.pdf')]
    await writingTo(work, () => writeSheet(dependencies, request, html))
    request.onProgress({ phase: 'printing', done: request.rows.length, total: request.rows.length })
    await dependencies.printer.print({ html, pdf, signal: request.signal })
    await copyFile(pdf, path, constants.COPYFILE_EXCL)
    return (await stat(path)).size
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}
