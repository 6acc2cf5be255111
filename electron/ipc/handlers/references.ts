import { AppError } from '../../../shared/errors.ts'
import type { PathIds } from '../../pictures/path-ids.ts'
import type { PictureIds } from '../../pictures/picture-ids.ts'
import { toReferenceView } from '../../recipes/recipe-view.ts'
import type { Table } from '../../table/table.ts'
import type { Handlers } from '../dispatch.ts'

interface Dependencies {
  readonly table: Pick<Table, 'get'>
  readonly paths: PathIds
  readonly pictures: Pick<PictureIds, 'idOf'>
}

/** Pictures that go with every request of a recipe; they are chosen on the light table. */
export function createReferenceHandlers(
  dependencies: Dependencies,
): Pick<Handlers, 'references:add' | 'references:renew'> {
  return {
    'references:add': ({ sourceId }) => {
      const source = dependencies.table.get(sourceId)
      if (source === null) throw new AppError('invalid-request', 'The picture is not on the light table any more.')
      return toReferenceView(source.path, dependencies)
    },
    'references:renew': ({ ids }) =>
      ids.filter(dependencies.paths.has).map((id) => toReferenceView(dependencies.paths.find(id), dependencies)),
  }
}
