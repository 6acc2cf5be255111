import { thumbnailsFolderOf } from '../images/thumbnail-files.ts'
import type { Environment } from '../secrets/environment-keys.ts'
import type { PdfPrinter } from './pdf-printer.ts'
import { createReports, type ReportDependencies, type Reports } from './reports.ts'
import { createSystemPrinter } from './system-printer.ts'

interface Parts extends Pick<ReportDependencies, 'database' | 'reader' | 'batches' | 'images' | 'now'> {
  readonly libraryFolder: string
  readonly environment: Environment
  /** An installed Chromium where it is left out. */
  readonly printer?: PdfPrinter
}

/** The reports of an open library. */
export function createLibraryReports({ libraryFolder, environment, printer, ...parts }: Parts): Reports {
  return createReports({
    ...parts,
    thumbnailsFolder: thumbnailsFolderOf(libraryFolder),
    printer: printer ?? createSystemPrinter(environment),
  })
}
