import { useMemo } from 'react'
import type { HistoryQuery } from '../../../../shared/ipc/history-inputs.ts'
import type { SavedSearch } from '../../../../shared/ipc/history-rows.ts'
import { useStores } from '../../../app/stores.ts'
import { useUndo } from '../../../app/use-undo.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { useToasts } from '../../../ui/toasts.tsx'
import { useAsking } from '../../../app/use-asking.ts'
import { offerFile } from '../../recipe/saved/offer-file.ts'
import { loadLists } from './history-lists.ts'

/** What can be done with saved searches; failures are told. */
export interface SearchActions {
  save(name: string, query: HistoryQuery): Promise<void>
  rename(search: SavedSearch, name: string): Promise<void>
  /** Makes it ask for something else. */
  update(search: SavedSearch, query: HistoryQuery): Promise<void>
  remove(search: SavedSearch): Promise<void>
  exportOne(id: string): Promise<void>
  /** Takes one in from a file and shows what it finds. */
  importFile(input: HTMLInputElement): Promise<void>
}

const largestFile = 100_000
const longestName = 120

export function useSavedSearches(): SearchActions {
  const stores = useStores()
  const ask = useAsking()
  const undo = useUndo()
  const toasts = useToasts()
  const t = useTranslate()
  return useMemo(() => {
    const list = () => loadLists(stores)
    const importText = (name: string, text: string) =>
      ask(async (request) => {
        const { query } = await request('searches:import', { name, text })
        stores.place.setState({ history: { query, shows: 'results' } })
        await list()
      })
    return {
      save: async (name, query) => {
        await ask(async (request) => {
          const { id } = await request('searches:save', { id: null, name, query })
          await list()
          undo.push({
            label: t('history.search-made', { name }),
            undo: async () => {
              await request('searches:remove', { id })
              await list()
            },
          })
        })
      },
      rename: async ({ id, name: before, query }, name) => {
        await ask(async (request) => {
          const call = async (wanted: string): Promise<void> => {
            await request('searches:save', { id, name: wanted, query })
            await list()
          }
          await call(name)
          undo.push({ label: t('history.renamed', { name }), undo: () => call(before) })
        })
      },
      update: async ({ id, name, query: before }, query) => {
        await ask(async (request) => {
          const put = async (wanted: HistoryQuery): Promise<void> => {
            await request('searches:save', { id, name, query: wanted })
            await list()
          }
          await put(query)
          undo.push({ label: t('history.search-updated', { name }), undo: () => put(before) })
        })
      },
      remove: async ({ id, name }) => {
        await ask(async (request) => {
          await request('searches:remove', { id })
          await list()
          undo.push({
            label: t('history.search-removed', { name }),
            undo: async () => {
              await request('searches:restore', { id })
              await list()
            },
          })
        })
      },
      exportOne: async (id) => {
        const written = await ask((request) => request('searches:export', { id }))
        if (written?.kind === 'text') offerFile(written.fileName, written.text)
      },
      importFile: async (input) => {
        const file = input.files?.[0]
        if (file === undefined) return
        const name = file.name
          .replace(/\.[^.]+$/, '')
          .trim()
          .slice(0, longestName)
        if (file.size > largestFile) toasts.show({ title: t('history.import-too-large'), kind: 'error' })
        else await importText(name === '' ? t('history.search-unnamed') : name, await file.text())
        // The same file can be chosen again after it was corrected.
        input.value = ''
      },
    }
  }, [stores, ask, undo, toasts, t])
}
