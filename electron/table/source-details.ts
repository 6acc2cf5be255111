import type { Mode } from '../../shared/domain/item.ts'
import { AppError, toFailure } from '../../shared/errors.ts'
import type { SourceDetails } from '../../shared/ipc/rows.ts'
import type { ReadOutputRows } from '../desk/output-rows.ts'
import type { Database } from '../history/database.ts'
import type { Sources } from '../history/sources.ts'
import type { Images } from '../images/images.ts'
import { resolvePicture } from '../pictures/resolve-picture.ts'
import type { TableSource } from './table-rows.ts'

export interface SourceDetailsDependencies {
  readonly database: Database
  readonly sources: Pick<Sources, 'unchanged' | 'put'>
  readonly images: Pick<Images, 'probe'>
  readonly outputRows: ReadOutputRows
}

/** What a source is, decoded where that is not known yet, and what was made of it in this mode, oldest first. */
export async function readSourceDetails(
  source: TableSource,
  mode: Mode,
  dependencies: SourceDetailsDependencies,
): Promise<Pick<SourceDetails, 'facts' | 'failure' | 'results'>> {
  return { ...(await readFacts(source, dependencies)), results: readResults(source, mode, dependencies) }
}

async function readFacts(
  source: TableSource,
  { sources, images }: SourceDetailsDependencies,
): Promise<Pick<SourceDetails, 'facts' | 'failure'>> {
  try {
    const file = await resolvePicture(source.path, source.root)
    const stamp = { path: source.path, bytes: file.bytes, modifiedMs: file.modifiedMs }
    const known = sources.unchanged(stamp)?.facts ?? null
    if (known !== null) return { facts: known, failure: null }
    const facts = await images.probe(file.path)
    sources.put(stamp, facts)
    return { facts, failure: null }
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    return { facts: null, failure: toFailure(thrown) }
  }
}

function readResults(
  { path }: TableSource,
  mode: Mode,
  { database, outputRows }: SourceDetailsDependencies,
): SourceDetails['results'] {
  const items = database.all<{ id: string }>(
    `SELECT item.id FROM source JOIN item ON item.source_id = source.id JOIN batch ON batch.id = item.batch_id
     WHERE source.path = :path AND batch.mode = :mode ORDER BY batch.number, item.position`,
    { path, mode },
  )
  const ids = items.map(({ id }) => id)
  const rows = outputRows(ids)
  return ids.flatMap((id) => rows.get(id) ?? [])
}
