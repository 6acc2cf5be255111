import { readFile } from 'node:fs/promises'
import { AppError } from '../../shared/errors.ts'
import type { Images } from '../images/images.ts'
import { systemCode } from '../library/file-system.ts'
import type { Batches } from './batches.ts'
import type { Database } from './database.ts'
import { writeReport, type ReportRequest } from './report.ts'
import type { ReportTotals } from './report-rows.ts'
import { searchItems, type SearchHit } from './search.ts'
import { verifyOutputs, type VerifiedOutput } from './verify.ts'

/** What can be asked of everything that was done. Needs no lease, no key and no network. */
export interface History {
  /** Items whose prompt, picture name or model holds every word, newest batch first. */
  search(text: string, limit: number): readonly SearchHit[]
  /** Hashes the results of a batch, or of all for null, and says whether they still are what was written. */
  verify(batchId: string | null, signal: AbortSignal): AsyncIterable<VerifiedOutput>
  /** Writes a report to a file that must not exist, and returns its totals. */
  report(request: ReportRequest): Promise<ReportTotals>
}

interface Dependencies {
  readonly database: Database
  readonly batches: Batches
  readonly images: Pick<Images, 'thumbnail'>
}

const thumbnailEdge = 160

export function createHistory({ database, batches, images }: Dependencies): History {
  return {
    search: (text, limit) => searchItems(database, text, limit),
    verify: (batchId, signal) => verifyOutputs(database, batchId, signal),
    report: (request) => writeReport({ database, batches, thumbnail }, request),
  }

  /** A report without one of its pictures is still a report: they may have been moved or deleted since. */
  async function thumbnail(path: string, sha256: string): Promise<string | null> {
    try {
      const bytes = await readFile(await images.thumbnail(path, sha256, thumbnailEdge))
      const type = bytes.subarray(0, 4).toString('latin1') === 'RIFF' ? 'webp' : 'jpeg'
      return `data:image/${type};base64,${bytes.toString('base64')}`
    } catch (thrown) {
      if (thrown instanceof AppError || systemCode(thrown) !== null) return null
      throw thrown
    }
  }
}
