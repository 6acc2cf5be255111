import { copyFile } from 'node:fs/promises'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createReports, type ReportRequest, type Reports } from '../../../electron/reports/reports.ts'
import type { ReportSubject } from '../../../electron/reports/subject.ts'
import { createDirectReader } from '../../support/direct-reader.ts'
import { failure } from '../../support/fake-provider.ts'
import type { TestLibrary } from '../../support/test-library.ts'
import { createTestRun, type TestRunOptions } from '../../support/test-run.ts'

export type Thumbnail = (path: string, sha256: string, edge: number) => Promise<string>

export function reportsOf(library: TestLibrary, thumbnail: Thumbnail = (path) => Promise.resolve(path)): Reports {
  return createReports({
    ...library,
    reader: createDirectReader(library.database),
    images: { thumbnail },
    thumbnailsFolder: join(library.folder, 'thumbnails'),
    printer: { print: ({ html, pdf }) => copyFile(html, pdf) },
    now: () => library.clock.now(),
  })
}

/** A batch of six: four are done, one was refused, one cannot be read. */
export async function createReported(options: TestRunOptions = {}, thumbnail?: Thumbnail) {
  const run = createTestRun({
    count: 6,
    content: (position) => (position === 4 ? 'broken' : `${position}`),
    ...options,
  })
  run.provider.answers.submit.push(failure('refused', 'content-refused'))
  await run.run()
  const reports = reportsOf(run, thumbnail)
  const { signal } = new AbortController()
  const common = (name: string) => ({
    place: { path: join(run.folder, name), ifThere: 'refuse' as const },
    language: 'en' as const,
    signal,
    onProgress: () => undefined,
  })
  const batch: ReportSubject = { kind: 'batch', id: run.context.batch.id }
  return {
    ...run,
    reports,
    batch,
    /** Results, in the order of their items. */
    results: run.ids.flatMap((id) => run.outputs.ofItem(id)),
    names: () => readdirSync(run.folder),
    write: async (name: string, more: Partial<ReportRequest> = {}) => {
      const format = name.endsWith('.csv') ? 'csv' : name.endsWith('.pdf') ? 'pdf' : 'html'
      const { path, totals } = await reports.write({ ...common(name), subject: batch, format, ...more })
      return { path, totals, text: readFileSync(path, 'utf8') }
    },
    ledger: async (name: string, of: Parameters<Reports['ledger']>[0]['of'] = batch) => {
      const { path, totals } = await reports.ledger({ ...common(name), of })
      return { totals, text: readFileSync(path, 'utf8') }
    },
  }
}
