import { naturalKey } from '../entries/natural-order.ts'

export interface FolderNode {
  /** Whole way, `/` between segments: what `place.folder` is set to. */
  readonly path: string
  readonly name: string
  /** Pictures in it and below it. */
  readonly count: number
  readonly children: readonly FolderNode[]
}

export interface FolderLine {
  readonly path: string
  readonly name: string
  readonly count: number
  /** 1 at the top. */
  readonly level: number
  /** null where there is nothing to open. */
  readonly isOpen: boolean | null
  /** Among the folders beside it, from 1. */
  readonly position: number
  readonly siblings: number
}

interface Growing {
  readonly path: string
  readonly name: string
  count: number
  readonly children: Map<string, Growing>
}

/** The folders the sources lie in, in natural order at each level, with how many pictures each holds. */
export function buildFolderTree(sources: readonly { readonly folder: string }[]): readonly FolderNode[] {
  const root: Growing = { path: '', name: '', count: 0, children: new Map() }
  for (const [folder, count] of countFolders(sources)) {
    let node = root
    for (const name of folder.split('/').filter((segment) => segment !== '')) {
      const child: Growing = node.children.get(name) ?? {
        path: node.path === '' ? name : `${node.path}/${name}`,
        name,
        count: 0,
        children: new Map(),
      }
      node.children.set(name, child)
      child.count += count
      node = child
    }
  }
  return finish(root)
}

/** What a tree shows with these folders open, from top to bottom. */
export function flattenTree(nodes: readonly FolderNode[], open: ReadonlySet<string>, level = 1): readonly FolderLine[] {
  return nodes.flatMap(({ path, name, count, children }, index) => {
    const isOpen = children.length === 0 ? null : open.has(path)
    const line: FolderLine = { path, name, count, level, isOpen, position: index + 1, siblings: nodes.length }
    return isOpen === true ? [line, ...flattenTree(children, open, level + 1)] : [line]
  })
}

/** The folders above one, nearest last: they must be open for it to be seen. */
export function foldersAbove(path: string): readonly string[] {
  const segments = path.split('/')
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join('/'))
}

function countFolders(sources: readonly { readonly folder: string }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { folder } of sources) counts.set(folder, (counts.get(folder) ?? 0) + 1)
  return counts
}

function finish({ children }: Growing): readonly FolderNode[] {
  return [...children.values()]
    .map((child) => ({ key: naturalKey(child.name), child }))
    .sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0))
    .map(({ child }) => ({ path: child.path, name: child.name, count: child.count, children: finish(child) }))
}
