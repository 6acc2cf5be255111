import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readCsvRows } from '../../../electron/library/csv-rows.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

function write(text: string): string {
  const path = join(temporaryFolder(), 'rows.csv')
  writeFileSync(path, text)
  return path
}

it('finds the row of a picture by path, file name or name alone, whatever the case', async () => {
  const rows = await readCsvRows(write('file,colour\nshoot/a.jpg,red\nB.JPG,green\nc,blue\n'))
  expect(rows.find('shoot/a.jpg')?.values['colour']).toBe('red')
  expect(rows.find('other/b.jpg')?.values['colour']).toBe('green')
  expect(rows.find('deep/down/c.png')?.values['colour']).toBe('blue')
  expect(rows.find('shoot/d.jpg')).toBeNull()
})

it('lists rows no picture asked for', async () => {
  const rows = await readCsvRows(write('sku,prompt\na,one\nb,two\n'))
  rows.find('a.png')
  expect(rows.unmatched()).toEqual(['b'])
})

it.each([
  ['semicolons and a byte order mark', '\ufefffile;colour\na.jpg;red\n'],
  ['tabs', 'file\tcolour\na.jpg\tred\n'],
  ['quotes and line ends of Windows', 'file,colour\r\n"a.jpg","red"\r\n'],
  ['no known heading, so that the first column counts', 'picture id,colour\na.jpg,red\n'],
])('reads a file with %s', async (_name, text) => {
  expect((await readCsvRows(write(text))).find('a.jpg')?.values['colour']).toBe('red')
})

it('matches names whose accents are written in another way', async () => {
  const rows = await readCsvRows(write('file,colour\ncafé.jpg,red\n'))
  expect(rows.find('café.jpg'.normalize('NFD'))?.values['colour']).toBe('red')
})

it.each([
  ['two rows for one picture', 'file,c\na.jpg,1\nA.JPG,2\n', 'twice'],
  ['a row that is too long', 'file,c\na.jpg,1,2\n', 'not a readable CSV'],
  ['nothing in it', '', 'no rows'],
])('refuses a file with %s', async (_name, text, words) => {
  const reading = readCsvRows(write(text))
  await expect(reading).rejects.toMatchObject({ code: 'invalid-request' })
  await expect(reading).rejects.toThrow(words)
})

it('says that a file is missing', async () => {
  await expect(readCsvRows('/no/such/file.csv')).rejects.toMatchObject({ code: 'file-missing' })
})
