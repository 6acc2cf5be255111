import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ensureLibraryFolder, findLibraryFolder } from '../../../electron/settings/library-folder.ts'

describe('the library folder', () => {
  it.each([
    ['linux', {}, '/home/me/.local/share/lightbench'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/lightbench'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/me/.local/share/lightbench'],
    ['darwin', { XDG_DATA_HOME: '/data' }, '/home/me/Library/Application Support/Lightbench'],
    ['win32', { APPDATA: String.raw`C:\Users\me\AppData\Roaming` }, String.raw`C:\Users\me\AppData\Roaming\Lightbench`],
    ['win32', {}, String.raw`\home\me\AppData\Roaming\Lightbench`],
    ['linux', { LIGHTBENCH_HOME: '/my/library' }, '/my/library'],
    ['linux', { LIGHTBENCH_HOME: '' }, '/home/me/.local/share/lightbench'],
    ['darwin', { LIGHTBENCH_HOME: 'here' }, resolve('here')],
  ] as const)('on %s with %j is %s', (platform, environment, folder) => {
    expect(findLibraryFolder({ platform, environment, home: '/home/me' })).toBe(folder)
  })

  it('is a whole path on this machine', () => {
    expect(isAbsolute(findLibraryFolder())).toBe(true)
  })
})

describe('making it', () => {
  let base: string
  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), 'lightbench-home-'))
  })
  afterEach(() => rm(base, { recursive: true, force: true }))

  it('is for its owner alone, and changes nothing about one that is there', async () => {
    const folder = join(base, 'a/b')
    await ensureLibraryFolder(folder)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    await chmod(folder, 0o750)
    await ensureLibraryFolder(folder)
    expect((await stat(folder)).mode & 0o777).toBe(0o750)
  })

  it('fails in words where a file has its name', async () => {
    await writeFile(join(base, 'file'), '')
    for (const folder of [join(base, 'file'), join(base, 'file/below')]) {
      await expect(ensureLibraryFolder(folder)).rejects.toMatchObject({
        code: 'output-unwritable',
        message: expect.stringContaining(folder) as unknown,
      })
    }
  })
})
