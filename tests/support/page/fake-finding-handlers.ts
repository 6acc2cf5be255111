import type { Handlers } from '../../../electron/ipc/dispatch.ts'
import { AppError } from '../../../shared/errors.ts'
import { historyQuery } from '../../../shared/ipc/history-inputs.ts'
import type { FakeLibrary } from './fake-library.ts'

type FindingChannel = Extract<keyof Handlers, `searches:${string}` | `collections:${string}`>

/** Saved searches and collections, kept as long as the page. */
export function findingHandlers(library: FakeLibrary): Pick<Handlers, FindingChannel> {
  return { ...searchHandlers(library), ...collectionHandlers(library) }
}

let made = 1

function searchHandlers({ history }: FakeLibrary): Pick<Handlers, Extract<FindingChannel, `searches:${string}`>> {
  const named = (id: string) => history.searches.find((search) => search.id === id) ?? gone()
  return {
    'searches:list': () => history.searches,
    'searches:save': ({ id, name, query }) => {
      const search = { id: id ?? `s${(made += 1)}`, name, query }
      history.searches = [...history.searches.filter((old) => old.id !== search.id), search].sort(byName)
      return search
    },
    'searches:remove': ({ id }) => {
      history.removed.set(id, named(id))
      history.searches = history.searches.filter((search) => search.id !== id)
    },
    'searches:restore': ({ id }) => {
      const search = history.removed.get(id)
      if (search !== undefined && 'query' in search) history.searches = [...history.searches, search].sort(byName)
    },
    'searches:export': ({ id }) => ({
      kind: 'text',
      fileName: `${named(id).name}.json`,
      text: JSON.stringify(named(id).query),
    }),
    'searches:import': ({ name, text }) => {
      const query = historyQuery.safeParse(JSON.parse(text))
      if (!query.success) throw new AppError('invalid-request', 'This file is not a saved search.')
      const search = { id: `s${(made += 1)}`, name, query: query.data }
      history.searches = [...history.searches, search].sort(byName)
      return search
    },
  }
}

function collectionHandlers({
  history,
  emit,
}: FakeLibrary): Pick<Handlers, Extract<FindingChannel, `collections:${string}`>> {
  const named = (id: string) => history.collections.find(({ row }) => row.id === id) ?? gone()
  const rowOf = ({ row, members }: (typeof history.collections)[number]) => ({ ...row, count: members.size })
  return {
    'collections:list': () => history.collections.map(rowOf),
    'collections:save': ({ id, name }) => {
      const members = id === null ? new Set<string>() : named(id).members
      const collection = { row: { id: id ?? `c${(made += 1)}`, name, count: 0 }, members }
      history.collections = [...history.collections.filter(({ row }) => row.id !== id), collection]
      return rowOf(collection)
    },
    'collections:remove': ({ id }) => {
      history.removed.set(id, named(id))
      history.collections = history.collections.filter(({ row }) => row.id !== id)
    },
    'collections:restore': ({ id }) => {
      const collection = history.removed.get(id)
      if (collection !== undefined && 'members' in collection) history.collections.push(collection)
    },
    'collections:put': ({ id, outputs, isIn }) => {
      const { members } = named(id)
      const changed = outputs.filter((output) => members.has(output) !== isIn)
      for (const output of changed) {
        if (isIn) members.add(output)
        else members.delete(output)
      }
      emit({ name: 'history', payload: null })
      return changed
    },
  }
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name.localeCompare(b.name)
}

function gone(): never {
  throw new AppError('invalid-request', 'There is no such thing any more.')
}
