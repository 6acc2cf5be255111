import { mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeFolder, systemCode } from '../../../electron/library/file-system.ts'

let base: string

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'lightbench-folders-'))
})
afterEach(() => rm(base, { recursive: true, force: true }))

describe('making a folder', () => {
  it('makes its parents and names the first of them', async () => {
    expect(await makeFolder(join(base, 'a/b/../c/d'), 0o700)).toBe(join(base, 'a'))
    expect((await stat(join(base, 'a/c'))).mode & 0o777).toBe(0o700)
    expect(await makeFolder(join(base, 'a/c/e'))).toBe(join(base, 'a/c/e'))
    expect(await makeFolder(join(base, 'a/c/e'))).toBeUndefined()
  })

  it('takes a link to a folder for one', async () => {
    await symlink(base, join(base, 'link'))
    expect(await makeFolder(join(base, 'link'))).toBeUndefined()
  })

  it('goes well when several do it at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => makeFolder(join(base, 'x/y/z'))))
    expect((await stat(join(base, 'x/y/z'))).isDirectory()).toBe(true)
  })

  it('fails where a file or a dead link has the name', async () => {
    await writeFile(join(base, 'file'), '')
    await symlink('/nowhere/at/all', join(base, 'dead'))
    await expect(makeFolder(join(base, 'file'))).rejects.toMatchObject({ code: 'EEXIST' })
    await expect(makeFolder(join(base, 'file/below'))).rejects.toMatchObject({
      code: expect.stringMatching(/EEXIST|ENOTDIR/) as unknown,
    })
    await expect(makeFolder(join(base, 'dead'))).rejects.toMatchObject({ code: 'EEXIST' })
  })

  it.runIf(process.platform === 'linux')('fails at once where the system lets nothing be made', async () => {
    await expect(makeFolder('/proc/nothing/here')).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

describe('the code of a failure', () => {
  it.each([
    [Object.assign(new Error('x'), { code: 'ENOSPC' }), 'ENOSPC'],
    [Object.assign(new Error('x'), { code: 'UNKNOWN' }), 'UNKNOWN'],
    [Object.assign(new Error('x'), { code: 'ERR_INVALID_ARG_VALUE' }), null],
    [Object.assign(new Error('x'), { code: 28 }), null],
    [new Error('ENOSPC'), null],
    [{ code: 'ENOSPC' }, null],
    [null, null],
  ])('of %s is %s', (thrown, code) => expect(systemCode(thrown)).toBe(code))

  it('is named where Node has only its number', () => {
    const quota = Object.assign(new Error('full'), { code: `Unknown system error -${constants.errno.EDQUOT}` })
    expect(systemCode(quota)).toBe('EDQUOT')
  })
})
