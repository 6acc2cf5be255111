import { useMemo, useState } from 'react'
import type { HistoryFolder } from '../../../../shared/ipc/history-rows.ts'
import { everything } from '../../../../shared/ipc/history-query.ts'
import { useFrom } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { flattenTree, type FolderLine } from '../../gallery/folders/folder-nodes.ts'
import { Tree } from '../../gallery/folders/tree.tsx'
import { toggled as toggle } from './conditions.ts'
import { nestFolders } from './nest-folders.ts'
import { useQuery } from './use-query.ts'

const all: FolderLine = { path: '', name: '', count: 0, level: 1, isOpen: null, position: 1, siblings: 1 }
const none: readonly HistoryFolder[] = []

/** The folders sources came from. Choosing one shows what was made of what lies in it and below it. */
export function HistoryFolders() {
  const t = useTranslate()
  const { query, change } = useQuery()
  const folders = useFrom('history', ({ lists }) => lists?.folders ?? none)
  const nodes = useMemo(() => nestFolders(folders), [folders])
  const paths = useMemo(() => new Map(folders.map(({ id, path }) => [id, path])), [folders])
  // A folder that holds everything tells nothing while it is closed.
  const alone = nodes.length === 1 ? (nodes[0]?.path ?? null) : null
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  const lines = useMemo(() => {
    const open = new Set(toggled)
    if (alone !== null && !open.delete(alone)) open.add(alone)
    const count = nodes.reduce((sum, node) => sum + node.count, 0)
    return [{ ...all, count }, ...flattenTree(nodes, open)]
  }, [nodes, alone, toggled])

  if (folders.length === 0) return <p className="facets__none">{t('gallery.no-folders')}</p>
  return (
    <Tree
      label={t('history.folders')}
      lines={lines}
      rootName={t('history.within-all')}
      chosen={query.within.kind === 'folder' ? query.within.id : query.within.kind === 'all' ? '' : null}
      titleOf={(id) => paths.get(id) ?? ''}
      onChoose={(id) => change({ within: id === '' ? everything.within : { kind: 'folder', id } })}
      onToggle={(id) => setToggled((before) => new Set(toggle([...before], id)))}
    />
  )
}
