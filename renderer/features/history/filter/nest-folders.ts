import type { HistoryFolder } from '../../../../shared/ipc/history-rows.ts'
import type { FolderNode } from '../../gallery/folders/folder-nodes.ts'

/** Folders below their parents, in the order they came. */
export function nestFolders(folders: readonly HistoryFolder[]): readonly FolderNode[] {
  const children = Map.groupBy(folders, ({ parent }) => parent)
  const below = (parent: string | null): readonly FolderNode[] =>
    (children.get(parent) ?? []).map(({ id, name, count }) => ({ path: id, name, count, children: below(id) }))
  return below(null)
}
