import { chmodSync, symlinkSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, sep } from 'node:path'
import { expect, it } from 'vitest'
import { completePath } from '../../../electron/table/complete-path.ts'
import { readTypedPath } from '../../../electron/table/typed-path.ts'
import { writeTo } from '../../support/table-parts.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

it('offers folders with a separator, then pictures, each in the order people count', async () => {
  const folder = temporaryFolder()
  for (const path of ['shoot 10/a.jpg', 'shoot 2/a.jpg', 'shot.jpg', 'shot.txt', 'other/a.jpg']) writeTo(folder, path)
  expect(await completePath(join(folder, 'sh'))).toEqual([
    join(folder, 'shoot 2') + sep,
    join(folder, 'shoot 10') + sep,
    join(folder, 'shot.jpg'),
  ])
  expect(await completePath(join(folder, 'shoot 2') + sep)).toEqual([join(folder, 'shoot 2', 'a.jpg')])
})

it('offers at most twenty, and hidden ones only to who types a dot', async () => {
  const folder = temporaryFolder()
  for (let index = 0; index < 30; index += 1) writeTo(folder, `${index}.jpg`)
  writeTo(folder, '.hidden/a.jpg')
  const all = await completePath(folder + sep)
  expect(all).toHaveLength(20)
  expect(all).not.toContain(join(folder, '.hidden') + sep)
  expect(await completePath(join(folder, '.h'))).toEqual([join(folder, '.hidden') + sep])
})

it('takes a link to a folder for a folder, and a broken one for nothing', async () => {
  const folder = temporaryFolder()
  writeTo(folder, 'real/a.jpg')
  symlinkSync(join(folder, 'real'), join(folder, 'link'))
  symlinkSync(join(folder, 'nowhere'), join(folder, 'lost'))
  expect(await completePath(join(folder, 'l'))).toEqual([join(folder, 'link') + sep])
})

it('offers nothing for what cannot be read, and never fails', async () => {
  const folder = temporaryFolder()
  writeTo(folder, 'closed/a.jpg')
  chmodSync(join(folder, 'closed'), 0o000)
  const asked = [
    join(folder, 'gone', 'x'),
    join(folder, 'closed', 'a.jpg', 'x'),
    'relative/x',
    'x',
    '',
    '/a\0b/',
    'C:x',
  ]
  for (const text of asked) expect(await completePath(text)).toEqual([])
  chmodSync(join(folder, 'closed'), 0o700)
})

it('keeps ~ as it was typed', async () => {
  expect(await completePath('~')).toEqual([`~${sep}`])
  for (const path of await completePath('~/')) expect(path).toMatch(/^~\//)
})

it('reads a typed path from the root on, or from home', () => {
  expect(readTypedPath('~/Pictures')).toBe(join(homedir(), 'Pictures'))
  expect(readTypedPath('~')).toBe(homedir())
  expect(readTypedPath(' /photos/shoot/ ')).toBe('/photos/shoot')
  for (const text of ['photos', './photos', '~other/photos', '/a\0b', '']) {
    expect(() => readTypedPath(text)).toThrow(expect.objectContaining({ code: 'invalid-request' }))
  }
})
