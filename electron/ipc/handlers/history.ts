import { randomUUID } from 'node:crypto'
import { AppError } from '../../../shared/errors.ts'
import type { HistoryFolder } from '../../../shared/ipc/history-rows.ts'
import { fromPageQuery, toHistoryRow } from '../../desk/history-rows.ts'
import type { BrowseQuery } from '../../history/browse/query.ts'
import type { SourceFolder } from '../../history/browse/folders.ts'
import type { NamedView } from '../../history/reader/operations.ts'
import type { Reader } from '../../history/reader/reader.ts'
import type { PathIds } from '../../pictures/path-ids.ts'
import type { PictureIds } from '../../pictures/picture-ids.ts'
import type { Handlers } from '../dispatch.ts'

interface Dependencies {
  readonly reader: Pick<Reader, 'ask'>
  readonly pictures: Pick<PictureIds, 'idOf'>
  readonly paths: PathIds
}

type HistoryChannel =
  | 'history:open'
  | 'history:rows'
  | 'history:find'
  | 'history:outputs'
  | 'history:timeline'
  | 'history:folders'
  | 'history:tags'

export function createHistoryHandlers({ reader, pictures, paths }: Dependencies): Pick<Handlers, HistoryChannel> {
  const views = createViewNames()
  return {
    'history:open': async ({ query }) => {
      const named = views.add(fromPageQuery(query, paths))
      const { text, ...line } = query
      const opened = await reader.ask('open', named, { line: JSON.stringify(line), text })
      return { view: named.view, ...opened }
    },
    'history:rows': async ({ view, from, count }) => {
      const rows = await reader.ask('rows', { ...views.get(view), from, count })
      return rows.map((row) => toHistoryRow(row, pictures))
    },
    'history:find': ({ view, entry }) => reader.ask('find', { ...views.get(view), entry }),
    'history:outputs': ({ view, from, to }) => reader.ask('outputs', { ...views.get(view), from, to }),
    'history:timeline': ({ view }) => reader.ask('timeline', views.get(view)),
    'history:folders': async () => (await reader.ask('folders', undefined)).map((folder) => toRow(folder, paths)),
    'history:tags': () => reader.ask('tags', undefined),
  }
}

/** Views that are remembered here are made anew where the reader has let them go. */
const rememberedViews = 20

/** The queries behind the views that were asked for last. */
function createViewNames() {
  const queries = new Map<string, BrowseQuery>()
  return {
    add: (query: BrowseQuery): NamedView => {
      const view = randomUUID()
      queries.set(view, query)
      for (const oldest of queries.keys()) if (queries.size > rememberedViews) queries.delete(oldest)
      return { view, query }
    },
    get: (view: string): NamedView => {
      const query = queries.get(view)
      if (query !== undefined) return { view, query }
      throw new AppError('invalid-request', 'This part of history is not open any more; open it again.')
    },
  }
}

function toRow({ path, parent, name, count }: SourceFolder, paths: Pick<PathIds, 'idOf'>): HistoryFolder {
  return { id: paths.idOf(path), parent: parent === null ? null : paths.idOf(parent), name, path, count }
}
