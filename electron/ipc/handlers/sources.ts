import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Mode } from '../../../shared/domain/item.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Output } from '../../../shared/ipc/contract.ts'
import type { SourceRow } from '../../../shared/ipc/rows.ts'
import { readSourceDetails, type SourceDetailsDependencies } from '../../table/source-details.ts'
import type { TableChange } from '../../table/added-news.ts'
import type { Table } from '../../table/table.ts'
import type { Handlers } from '../dispatch.ts'

interface Dependencies extends SourceDetailsDependencies {
  readonly table: Pick<Table, 'list' | 'get' | 'row' | 'remove' | 'restore'>
  /** The one the window shows. */
  readonly mode: () => Mode | Promise<Mode>
  readonly onChanged: (change: TableChange) => void
}

interface PageOfSources {
  readonly after: number
  readonly limit: number
  readonly mode: Mode
}

/** A page of five thousand with results takes tens of milliseconds; nothing else should wait that long. */
const rowsAtOnce = 1_000

type SourceHandlers = Pick<Handlers, 'sources:list' | 'sources:details' | 'sources:remove' | 'sources:restore'>

export function createSourceHandlers(dependencies: Dependencies): SourceHandlers {
  const { table, mode, onChanged } = dependencies
  return {
    'sources:list': async ({ after, limit }) => listInTurns({ after, limit, mode: await mode() }),
    'sources:details': async ({ id }) => {
      const shown = await mode()
      const [source, row] = [table.get(id), table.row(id, shown)]
      if (source === null || row === null) throw gone()
      return { row, path: source.path, ...(await readSourceDetails(source, shown, dependencies)) }
    },
    'sources:remove': async ({ selection }) => {
      const done = await table.remove(selection)
      if (done.removed > 0) onChanged({ ids: [], isWhole: true })
      return done
    },
    'sources:restore': async ({ undo }) => {
      if ((await table.restore(undo)) > 0) onChanged({ ids: [], isWhole: true })
    },
  }

  async function listInTurns({ after, limit, mode: shown }: PageOfSources): Promise<Output<'sources:list'>> {
    const rows: SourceRow[] = []
    for (;;) {
      const wanted = Math.min(rowsAtOnce, limit - rows.length)
      const page = table.list(rows.at(-1)?.id ?? after, wanted, shown)
      rows.push(...page.rows)
      if (page.rows.length < wanted || rows.length === limit) return { rows, total: page.total }
      await nextTurn()
    }
  }
}

/** What the page is told of a change: rows where they are named, else that it should look again. */
export function describeChange(
  table: Pick<Table, 'rows' | 'total'>,
  { ids, isWhole }: TableChange,
  mode: Mode,
): { readonly total: number; readonly rows: readonly SourceRow[]; readonly isWhole: boolean } {
  return { total: table.total(), rows: isWhole ? [] : table.rows(ids, mode), isWhole }
}

function gone(): AppError {
  return new AppError('invalid-request', 'The picture is not on the light table any more.')
}
