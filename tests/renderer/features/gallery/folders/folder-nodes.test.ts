import { describe, expect, it } from 'vitest'
import {
  buildFolderTree,
  flattenTree,
  foldersAbove,
} from '../../../../../renderer/features/gallery/folders/folder-nodes.ts'
import { treeStep } from '../../../../../renderer/features/gallery/folders/tree-step.ts'

const tree = buildFolderTree(
  ['shoot-10', 'shoot-9', 'shoot-9/raw', 'shoot-9/raw', 'shoot-9/raw/best', ''].map((folder) => ({ folder })),
)

describe('the folders of the table', () => {
  it('are a tree in natural order, each counting what is in it and below it', () => {
    expect(tree).toMatchObject([
      { path: 'shoot-9', count: 4, children: [{ path: 'shoot-9/raw', name: 'raw', count: 3 }] },
      { path: 'shoot-10', count: 1, children: [] },
    ])
  })

  it('show the way to a folder that holds no pictures itself', () => {
    expect(buildFolderTree([{ folder: 'a/b/c' }])).toMatchObject([{ name: 'a', count: 1, children: [{ name: 'b' }] }])
  })

  it('show what is open, with their place among their neighbours', () => {
    expect(flattenTree(tree, new Set())).toMatchObject([
      { path: 'shoot-9', level: 1, isOpen: false, position: 1, siblings: 2 },
      { path: 'shoot-10', level: 1, isOpen: null, position: 2, siblings: 2 },
    ])
    const lines = flattenTree(tree, new Set(['shoot-9', 'shoot-9/raw']))
    expect(lines.map(({ path, level }) => `${level} ${path}`)).toEqual([
      '1 shoot-9',
      '2 shoot-9/raw',
      '3 shoot-9/raw/best',
      '1 shoot-10',
    ])
  })

  it('know what must be open for one of them to be seen', () => {
    expect(foldersAbove('a/b/c')).toEqual(['a', 'a/b'])
    expect(foldersAbove('a')).toEqual([])
  })
})

describe('keys in the tree', () => {
  const closed = flattenTree(tree, new Set())
  const open = flattenTree(tree, new Set(['shoot-9']))

  it('move up and down over what is shown', () => {
    expect(treeStep(closed, { at: 'shoot-9', key: 'ArrowDown' })).toEqual({ kind: 'move', path: 'shoot-10' })
    expect(treeStep(open, { at: 'shoot-9', key: 'ArrowDown' })).toEqual({ kind: 'move', path: 'shoot-9/raw' })
    expect(treeStep(closed, { at: 'shoot-9', key: 'ArrowUp' })).toBe(null)
    expect(treeStep(open, { at: 'shoot-9', key: 'End' })).toEqual({ kind: 'move', path: 'shoot-10' })
  })

  it('open, enter, close and leave', () => {
    expect(treeStep(closed, { at: 'shoot-9', key: 'ArrowRight' })).toEqual({ kind: 'toggle', isOpen: true })
    expect(treeStep(open, { at: 'shoot-9', key: 'ArrowRight' })).toEqual({ kind: 'move', path: 'shoot-9/raw' })
    expect(treeStep(open, { at: 'shoot-9/raw', key: 'ArrowLeft' })).toEqual({ kind: 'move', path: 'shoot-9' })
    expect(treeStep(open, { at: 'shoot-9', key: 'ArrowLeft' })).toEqual({ kind: 'toggle', isOpen: false })
    expect(treeStep(closed, { at: 'shoot-10', key: 'ArrowRight' })).toBe(null)
    expect(treeStep(closed, { at: 'shoot-10', key: 'ArrowLeft' })).toBe(null)
  })

  it('choose, and leave other keys alone', () => {
    expect(treeStep(closed, { at: 'shoot-9', key: 'Enter' })).toEqual({ kind: 'choose' })
    expect(treeStep(closed, { at: 'shoot-9', key: 'x' })).toBe(null)
    expect(treeStep(closed, { at: 'gone', key: 'Enter' })).toBe(null)
  })
})
