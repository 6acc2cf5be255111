import { createFolderHandlers } from '../ipc/handlers/folders.ts'
import { createIntakeHandlers } from '../ipc/handlers/intake.ts'
import { createPageHandlers } from '../ipc/handlers/page.ts'
import { createRecipeHandlers } from '../ipc/handlers/recipes.ts'
import { createReferenceHandlers } from '../ipc/handlers/references.ts'
import { createSourceHandlers } from '../ipc/handlers/sources.ts'
import { createRecipes } from '../recipes/recipes.ts'
import type { DeskOptions } from './create-desk.ts'
import { defaultFolderOf } from './default-folder.ts'
import type { Shared } from './desk-parts.ts'
import { createOutputRows } from './output-rows.ts'

/** The light table, recipes and what goes with them. */
export function createTableHandlers({ app, host }: Pick<DeskOptions, 'app' | 'host'>, shared: Shared) {
  const { database, sources, images, libraryFolder } = app
  const { pictures, paths, pageState, table, settings, intake, tellTable, now } = shared
  const outputRows = createOutputRows(database, pictures)
  return {
    ...createPageHandlers({ pageState, paths }),
    ...createIntakeHandlers({ intake, host, libraryFolder }),
    ...createSourceHandlers({
      table,
      database,
      sources,
      images,
      outputRows,
      mode: settings.mode,
      onChanged: tellTable,
    }),
    ...createFolderHandlers({
      paths,
      host,
      defaultFolderOf: async (selection) =>
        settings.outputFolder() ?? (await defaultFolderOf({ app: { libraryFolder }, table }, selection)),
    }),
    ...createRecipeHandlers({ recipes: createRecipes({ database, now }), table, paths, pictures, host }),
    ...createReferenceHandlers({ table, paths, pictures }),
  }
}
