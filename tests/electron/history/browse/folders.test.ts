import { expect, it } from 'vitest'
import { listFolders } from '../../../../electron/history/browse/folders.ts'
import { addBatch, createTestLibrary } from '../../../support/test-library.ts'
import { createPast } from '../../../support/past.ts'

/** The folders of a library with one failed picture at each of these paths. */
function foldersOf(...paths: readonly string[]) {
  const library = createTestLibrary()
  const { items } = addBatch(library, { count: paths.length, item: { status: 'failed' } })
  paths.forEach((path, place) =>
    library.database.run('UPDATE source SET path = :path WHERE id = :id', { path, id: items[place]!.sourceId }),
  )
  return listFolders(library.database).map(({ path, parent, name, count }) => [name, count, path, parent])
}

it('joins folders that hold nothing but one other, and counts what lies below', () => {
  expect(foldersOf('/home/anna/shoots/a/1.jpg', '/home/anna/shoots/b/2.jpg', '/home/anna/shoots/b/3.jpg')).toEqual([
    ['/home/anna/shoots', 3, '/home/anna/shoots/', null],
    ['a', 1, '/home/anna/shoots/a/', '/home/anna/shoots/'],
    ['b', 2, '/home/anna/shoots/b/', '/home/anna/shoots/'],
  ])
})

it('keeps a folder apart that has pictures of its own', () => {
  expect(foldersOf('/a/1.jpg', '/a/b/c/2.jpg')).toEqual([
    ['/a', 2, '/a/', null],
    ['b/c', 1, '/a/b/c/', '/a/'],
  ])
})

it('orders folders as people do', () => {
  expect(foldersOf('/p/day 10/1.jpg', '/p/day 9/1.jpg', '/p/Day 1/1.jpg').map(([name]) => name)).toEqual([
    '/p',
    'Day 1',
    'day 9',
    'day 10',
  ])
})

it('knows drives and shares of Windows', () => {
  expect(foldersOf('C:\\photos\\a\\1.jpg', 'C:\\photos\\b\\1.jpg', '\\\\server\\share\\1.jpg')).toEqual([
    ['\\\\server\\share', 1, '\\\\server\\share\\', null],
    ['C:\\photos', 2, 'C:\\photos\\', null],
    ['a', 1, 'C:\\photos\\a\\', 'C:\\photos\\'],
    ['b', 1, 'C:\\photos\\b\\', 'C:\\photos\\'],
  ])
})

it('shows pictures at the root itself', () => {
  expect(foldersOf('/1.jpg', '/a/2.jpg')).toEqual([
    ['/', 2, '/', null],
    ['a', 1, '/a/', '/'],
  ])
})

it('says of each folder as many as asking for it finds', () => {
  const past = createPast()
  past.database.run(`UPDATE output SET binned_at = '2026-01-01' WHERE rowid % 7 = 0`)
  const folders = listFolders(past.database)
  expect(folders.length).toBeGreaterThan(5)
  for (const { path, count } of folders)
    expect([path, count]).toEqual([path, past.expected({ within: { kind: 'folder', path } }).length])
})
