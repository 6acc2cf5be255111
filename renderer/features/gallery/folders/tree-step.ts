import type { FolderLine } from './folder-nodes.ts'

export type TreeStep =
  | { readonly kind: 'move'; readonly path: string }
  | { readonly kind: 'toggle'; readonly isOpen: boolean }
  | { readonly kind: 'choose' }

/** What a key does on a line of a tree, as people know it from file managers; null where it means nothing here. */
export function treeStep(
  lines: readonly FolderLine[],
  { at, key }: { readonly at: string; readonly key: string },
): TreeStep | null {
  const index = lines.findIndex(({ path }) => path === at)
  const line = lines[index]
  if (line === undefined) return null
  switch (key) {
    case 'ArrowDown':
      return moveTo(lines[index + 1])
    case 'ArrowUp':
      return moveTo(lines[index - 1])
    case 'Home':
      return moveTo(lines[0])
    case 'End':
      return moveTo(lines.at(-1))
    case 'ArrowRight':
      if (line.isOpen === false) return { kind: 'toggle', isOpen: true }
      return line.isOpen === true ? moveTo(lines[index + 1]) : null
    case 'ArrowLeft':
      if (line.isOpen === true) return { kind: 'toggle', isOpen: false }
      return moveTo(lines.slice(0, index).findLast(({ level }) => level < line.level))
    case 'Enter':
    case ' ':
      return { kind: 'choose' }
    default:
      return null
  }
}

function moveTo(line: FolderLine | undefined): TreeStep | null {
  return line === undefined ? null : { kind: 'move', path: line.path }
}
