import { expect, it } from 'vitest'
import { nestFolders } from '../../../../../renderer/features/history/filter/nest-folders.ts'

it('puts folders below their parents, in the order they came', () => {
  const folder = { path: '/somewhere' }
  const nodes = nestFolders([
    { ...folder, id: 'b', parent: null, name: 'B', count: 5 },
    { ...folder, id: 'b2', parent: 'b', name: '2', count: 3 },
    { ...folder, id: 'a', parent: null, name: 'A', count: 1 },
    { ...folder, id: 'b1', parent: 'b', name: '1', count: 2 },
  ])
  expect(nodes).toEqual([
    {
      path: 'b',
      name: 'B',
      count: 5,
      children: [
        { path: 'b2', name: '2', count: 3, children: [] },
        { path: 'b1', name: '1', count: 2, children: [] },
      ],
    },
    { path: 'a', name: 'A', count: 1, children: [] },
  ])
})
