import { fileName } from '../../../shared/domain/safe-name.ts'
import type { SavedSearch } from '../../../shared/ipc/history-rows.ts'
import type { DeskHost } from '../../desk/desk.ts'
import { fromPageQuery, toPageQuery } from '../../desk/history-rows.ts'
import { searchText } from '../../history/kept/search-text.ts'
import type { KeptSearch, SavedSearches } from '../../history/kept/saved-searches.ts'
import type { PathIds } from '../../pictures/path-ids.ts'
import type { Handlers } from '../dispatch.ts'

interface Dependencies {
  readonly searches: SavedSearches
  readonly paths: PathIds
  readonly host: Pick<DeskHost, 'saveText'>
}

type SearchChannel =
  'searches:list' | 'searches:save' | 'searches:remove' | 'searches:restore' | 'searches:export' | 'searches:import'

export function createSearchHandlers({ searches, paths, host }: Dependencies): Pick<Handlers, SearchChannel> {
  return {
    'searches:list': () => searches.list().map(toRow),
    'searches:save': ({ id, name, query }) => toRow(searches.save(id, name, fromPageQuery(query, paths))),
    'searches:remove': ({ id }) => searches.remove(id),
    'searches:restore': ({ id }) => searches.restore(id),
    'searches:export': async ({ id }) => {
      const { name, query } = searches.get(id)
      const [file, text] = [fileName(name, 'json'), searchText(query)]
      const kind = await host.saveText(file, text)
      return kind === 'text' ? { kind, fileName: file, text } : { kind }
    },
    'searches:import': ({ name, text }) => toRow(searches.import(name, text)),
  }

  function toRow({ query, ...saved }: KeptSearch): SavedSearch {
    return { ...saved, query: toPageQuery(query, paths) }
  }
}
