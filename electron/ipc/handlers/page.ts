import type { PageState } from '../../table/page-state.ts'
import type { Handlers } from '../dispatch.ts'

export function createPageHandlers({
  pageState,
}: {
  readonly pageState: PageState
}): Pick<Handlers, 'page:read' | 'page:write'> {
  return {
    'page:read': () => pageState.read(),
    'page:write': ({ key, value }) => pageState.write(key, value),
  }
}
