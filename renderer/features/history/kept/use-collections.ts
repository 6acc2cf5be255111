import { useMemo } from 'react'
import type { CollectionRow } from '../../../../shared/ipc/history-rows.ts'
import { useStores } from '../../../app/stores.ts'
import { useUndo } from '../../../app/use-undo.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { useAsking } from '../../../app/use-asking.ts'
import { loadLists } from './history-lists.ts'

/** What can be done with collections; failures are told. */
export interface CollectionActions {
  create(name: string, outputs: readonly string[]): Promise<void>
  rename(collection: CollectionRow, name: string): Promise<void>
  remove(collection: CollectionRow): Promise<void>
  /** Puts results into one, or takes them out. */
  put(collection: CollectionRow, outputs: readonly string[], isIn: boolean): Promise<void>
}

export function useCollections(): CollectionActions {
  const stores = useStores()
  const ask = useAsking()
  const undo = useUndo()
  const t = useTranslate()
  return useMemo(() => {
    const list = () => loadLists(stores)
    const put = async ({ id, name }: CollectionRow, outputs: readonly string[], isIn: boolean): Promise<void> => {
      await ask(async (request) => {
        const changed = await request('collections:put', { id, outputs: [...outputs], isIn })
        await list()
        undo.push({
          label: t(isIn ? 'history.collected' : 'history.uncollected', { count: changed.length, name }),
          undo: async () => {
            if (changed.length > 0) await request('collections:put', { id, outputs: [...changed], isIn: !isIn })
            await list()
          },
        })
      })
    }
    return {
      put,
      create: async (name, outputs) => {
        const created = await ask((request) => request('collections:save', { id: null, name }))
        if (created === null) return
        if (outputs.length > 0) return put(created, outputs, true)
        await ask(async (request) => {
          await list()
          undo.push({
            label: t('history.collection-made', { name }),
            undo: async () => {
              await request('collections:remove', { id: created.id })
              await list()
            },
          })
        })
      },
      rename: async ({ id, name: before }, name) => {
        await ask(async (request) => {
          const call = async (wanted: string): Promise<void> => {
            await request('collections:save', { id, name: wanted })
            await list()
          }
          await call(name)
          undo.push({ label: t('history.renamed', { name }), undo: () => call(before) })
        })
      },
      remove: async ({ id, name }) => {
        await ask(async (request) => {
          await request('collections:remove', { id })
          await list()
          undo.push({
            label: t('history.collection-removed', { name }),
            undo: async () => {
              await request('collections:restore', { id })
              await list()
            },
          })
        })
      },
    }
  }, [stores, ask, undo, t])
}
