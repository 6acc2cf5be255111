import { useMemo, useState } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { useFrom, useStores } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { buildFolderTree, flattenTree, foldersAbove, type FolderLine } from './folder-nodes.ts'
import { Tree } from './tree.tsx'
import './folder-tree.css'

const everything: FolderLine = { path: '', name: '', count: 0, level: 1, isOpen: null, position: 1, siblings: 1 }

/** The folders of the light table. Choosing one shows what lies in it and below it. */
export function FolderTree() {
  const t = useTranslate()
  const { place } = useStores()
  const total = useFrom('sources', (state) => state.total)
  const rows = useFrom('sources', (state) => state.rows)
  const isLoaded = useFrom('sources', (state) => state.isLoaded)
  const chosen = useFrom(
    'place',
    useShallow(({ place }) => (place.kind === 'table' ? { folder: place.folder ?? '' } : { folder: null })),
  ).folder
  const nodes = useMemo(() => buildFolderTree(rows), [rows])
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(foldersAbove(chosen ?? '')))
  const lines = useMemo(() => [{ ...everything, count: total }, ...flattenTree(nodes, open)], [nodes, open, total])

  const choose = (path: string): void =>
    place.setState(({ view }) => ({
      place: { kind: 'table', folder: path === '' ? null : path },
      view: view === 'grid' ? view : 'grid',
    }))
  const toggle = (path: string, isOpen: boolean): void =>
    setOpen((before) => {
      const after = new Set(before)
      if (isOpen) after.add(path)
      else after.delete(path)
      return after
    })

  if (total === 0) return isLoaded ? <p className="folder-tree__none quiet">{t('gallery.no-folders')}</p> : null
  return (
    <Tree
      label={t('gallery.folders')}
      lines={lines}
      rootName={t('gallery.all-pictures')}
      chosen={chosen}
      titleOf={(path) => path}
      onChoose={choose}
      onToggle={toggle}
    />
  )
}
