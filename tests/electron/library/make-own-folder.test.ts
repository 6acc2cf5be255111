import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeOwnFolder } from '../../../electron/library/make-own-folder.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

it('makes a folder that nobody else may read, with what is missing above it', () => {
  const folder = join(temporaryFolder(), 'library', 'backups')
  makeOwnFolder(folder)
  makeOwnFolder(folder)
  const { mode } = statSync(folder)
  expect(mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o700)
})

it('says in words why a folder cannot be made', () => {
  const taken = join(temporaryFolder(), 'library')
  writeFileSync(taken, 'a file')
  expect(() => makeOwnFolder(join(taken, 'backups'))).toThrow(/cannot be written: it, or a folder above it, is a file/)
})
