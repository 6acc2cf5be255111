import { expect, it } from 'vitest'
import { createPathIds } from '../../../electron/pictures/path-ids.ts'
import { createPictureIds } from '../../../electron/pictures/picture-ids.ts'

it('gives a picture the same random id for as long as the process lives, and another in the next', () => {
  const ids = createPictureIds()
  const id = ids.idOf({ path: '/a.jpg' })
  expect(id).toMatch(/^[\w-]{22}$/)
  expect(ids.idOf({ path: '/a.jpg', root: '/' })).toBe(id)
  expect(ids.find(id)).toMatchObject({ path: '/a.jpg', root: '/' })
  expect(ids.find('a')).toBeNull()
  expect(createPictureIds().idOf({ path: '/a.jpg' })).not.toBe(id)
})

it('never gives one id twice', () => {
  const ids = createPictureIds()
  const given = new Set(Array.from({ length: 5_000 }, (_, index) => ids.idOf({ path: `/${index}.jpg` })))
  expect(given.size).toBe(5_000)
})

it('gives a path and a content of it two ids', () => {
  const ids = createPictureIds()
  const [path, content] = [ids.idOf({ path: '/a.jpg' }), ids.idOf({ path: '/a.jpg', sha256: 'ab' })]
  expect(content).not.toBe(path)
  expect(ids.idOf({ path: '/a.jpg', sha256: 'ab' })).toBe(content)
  expect([ids.find(path)?.sha256, ids.find(content)?.sha256]).toEqual([null, 'ab'])
})

it('finds a chosen path by its id and nothing else', () => {
  const paths = createPathIds()
  const id = paths.idOf('/results')
  expect(paths.idOf('/results')).toBe(id)
  expect(paths.find(id)).toBe('/results')
  for (const unknown of ['/results', '', createPathIds().idOf('/results')]) {
    expect(() => paths.find(unknown)).toThrow(expect.objectContaining({ code: 'invalid-request' }))
  }
})
