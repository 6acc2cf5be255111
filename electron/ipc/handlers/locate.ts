import type { App } from '../../app.ts'
import type { PathIds } from '../../pictures/path-ids.ts'
import type { TableChange } from '../../table/added-news.ts'
import { locateSources } from '../../upkeep/locate/locate-sources.ts'
import type { Handlers } from '../dispatch.ts'

interface Dependencies {
  readonly app: Pick<App, 'database' | 'upkeep'>
  readonly paths: Pick<PathIds, 'find'>
  readonly leaving: AbortSignal
  readonly historyChanged: () => void
  readonly tellTable: (change: TableChange) => void
}

/** Sources that are not in their place any more. */
export function createLocateHandlers(dependencies: Dependencies): Pick<Handlers, 'results:locate'> {
  const { app, paths, leaving, historyChanged, tellTable } = dependencies
  return {
    'results:locate': async ({ source, folder }) => {
      const request = { sourceId: source, folder: paths.find(folder), signal: leaving }
      const found = await locateSources(app.database, request)
      if (found === 0) return 0
      app.upkeep.again()
      historyChanged()
      tellTable({ ids: [], isWhole: true })
      return found
    },
  }
}
