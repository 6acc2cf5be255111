import type { Database } from '../database.ts'
import { compareNatural } from '../../library/natural-order.ts'

/** A folder of sources; folders that hold nothing but one other folder are one with it. */
export interface SourceFolder {
  /** With its separator. */
  readonly path: string
  /** Of the folder above it; null at the top. */
  readonly parent: string | null
  /** What its path has beyond that of the folder above it. */
  readonly name: string
  /** Entries in it and below, those in the bin left out. */
  readonly count: number
}

interface Node {
  readonly path: string
  readonly name: string
  readonly below: Map<string, Node>
  own: number
}

/** Every folder that has entries in it or below, each behind the one it lies in, by name. */
export function listFolders(database: Database): SourceFolder[] {
  const rows = database.all<{ folder: string; count: number }>(
    'SELECT folder, count(*) AS count FROM history_entry WHERE +is_binned = 0 GROUP BY folder',
  )
  const top: Node = { path: '', name: '', below: new Map(), own: 0 }
  for (const { folder, count } of rows) {
    let node = top
    for (const part of partsOf(folder)) {
      const below = node.below.get(part) ?? { path: node.path + part, name: part, below: new Map(), own: 0 }
      node.below.set(part, below)
      node = below
    }
    node.own += count
  }
  return childrenOf(top, null)
}

/** With their separators; the start of a path that is no folder's name goes with the first one. */
function partsOf(folder: string): string[] {
  return folder.match(/^(?:[/\\]+|[^/\\]+[/\\]+)|[^/\\]+[/\\]+/g) ?? [folder]
}

function childrenOf(node: Node, parent: string | null): SourceFolder[] {
  return [...node.below.values()]
    .toSorted((a, b) => compareNatural(a.name, b.name))
    .flatMap((child) => {
      const end = endOfChain(child)
      const name = end.path.slice(parent?.length ?? 0).replace(/[/\\]$/, '')
      const folder = { path: end.path, parent, name: name === '' ? end.path : name, count: countBelow(end) }
      return [folder, ...childrenOf(end, end.path)]
    })
}

function endOfChain(start: Node): Node {
  let end = start
  while (end.own === 0 && end.below.size === 1) {
    const [only = end] = end.below.values()
    end = only
  }
  return end
}

function countBelow({ own, below }: Node): number {
  let count = own
  for (const child of below.values()) count += countBelow(child)
  return count
}
