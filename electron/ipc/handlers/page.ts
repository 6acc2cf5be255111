import type { PathIds } from '../../pictures/path-ids.ts'
import type { PageState } from '../../table/page-state.ts'
import type { Handlers } from '../dispatch.ts'

interface Dependencies {
  readonly pageState: Pick<PageState, 'read' | 'write' | 'keepPaths'>
  readonly paths: Pick<PathIds, 'find' | 'has'>
}

export function createPageHandlers({ pageState, paths }: Dependencies): Pick<Handlers, 'page:read' | 'page:write'> {
  return {
    'page:read': () => pageState.read(),
    'page:write': ({ key, value, paths: named }) => {
      pageState.write(key, value)
      // Only what was given out here is kept: the page can name no other path this way.
      if (named !== undefined) pageState.keepPaths(new Map(named.filter(paths.has).map((id) => [id, paths.find(id)])))
    },
  }
}
