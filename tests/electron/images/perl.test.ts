import { chmodSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { expect, it } from 'vitest'
import { findPerl, usualPerlPlaces } from '../../../electron/images/perl.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { writeFixture } from './support.ts'

it.skipIf(process.platform === 'win32')('finds Perl in its usual place, then on the search path, or not at all', () => {
  const folder = temporaryFolder()
  const perl = writeFixture(join(folder, 'perl'), Buffer.from('#!/bin/sh\n'))
  const nowhere = join(folder, 'nowhere')
  const searchPath = ['', nowhere, folder].join(delimiter)
  expect(findPerl({ usual: nowhere, searchPath })).toBeNull()
  chmodSync(perl, 0o755)
  expect(findPerl({ usual: nowhere, searchPath })).toBe(perl)
  expect(findPerl({ usual: perl, searchPath: '' })).toBe(perl)
  expect(usualPerlPlaces().searchPath).toBe(process.env['PATH'])
})
