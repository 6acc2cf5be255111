import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, realpath, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { walkPaths, type WalkResult } from '../../../electron/library/walk.ts'

const png = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
let base: string
let folder: string

beforeEach(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'lightbench-walk-')))
  folder = join(base, 'drop')
  await mkdir(folder)
})
afterEach(() => rm(base, { recursive: true, force: true }))

async function put(...paths: string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), png)
  }
}

function level(count: number): string {
  return Array.from({ length: count }, () => 'd').join('/')
}

function relative({ found }: WalkResult): string[] {
  return found.map(({ relativePath }) => relativePath)
}

function reasons({ leftOut }: WalkResult): Record<string, string> {
  return Object.fromEntries(leftOut.map(({ path, reason }) => [path.replace(`${folder}/`, ''), reason]))
}

describe('walking a folder', () => {
  it('finds files before sub-folders, both in natural order, with size and time', async () => {
    await put('a10.jpg', 'a2.jpg', 'B/x.jpg', 'a/z.jpg', 'a/1/y.jpg', 'b.jpg')
    const result = await walkPaths([folder])
    expect(relative(result)).toEqual(['a2.jpg', 'a10.jpg', 'b.jpg', 'a/z.jpg', 'a/1/y.jpg', 'B/x.jpg'])
    expect(result.found[0]).toEqual({
      path: join(folder, 'a2.jpg'),
      root: folder,
      relativePath: 'a2.jpg',
      bytes: png.length,
      mtimeMs: expect.any(Number) as unknown,
    })
    expect(result.leftOut).toEqual([])
  })

  it('leaves out junk and hidden entries, a folder as one entry', async () => {
    await put('ok.jpg', '.DS_Store', 'Thumbs.db', 'DESKTOP.INI', '._ok.jpg', 'big.jpg.crdownload', 'x.part')
    await put(
      '@eaDir/ok.jpg',
      '__MACOSX/ok.jpg',
      '.git/a.jpg',
      '.hidden.jpg',
      '.lightbench-0123456789abcdef01234567.part',
    )
    const result = await walkPaths([folder])
    expect(relative(result)).toEqual(['ok.jpg'])
    expect(reasons(result)).toEqual({
      '.DS_Store': 'junk',
      'Thumbs.db': 'junk',
      'DESKTOP.INI': 'junk',
      '._ok.jpg': 'junk',
      'big.jpg.crdownload': 'junk',
      'x.part': 'junk',
      '.lightbench-0123456789abcdef01234567.part': 'junk',
      '@eaDir': 'junk',
      __MACOSX: 'junk',
      '.git': 'hidden',
      '.hidden.jpg': 'hidden',
    })
  })

  it('does not follow links, not even in a circle', async () => {
    await put('in/a.jpg', 'outside/secret.jpg')
    await symlink(folder, join(folder, 'in/up'))
    await symlink(join(folder, 'outside/secret.jpg'), join(folder, 'in/b.jpg'))
    await symlink('/nowhere', join(folder, 'in/c.jpg'))
    const result = await walkPaths([join(folder, 'in')])
    expect(relative(result)).toEqual(['a.jpg'])
    expect(reasons(result)).toEqual({ 'in/up': 'link', 'in/b.jpg': 'link', 'in/c.jpg': 'link' })
  })

  it('waits for no pipe and opens no socket', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe.jpg'), join(folder, 'pipe')])
    const server = createServer().listen(join(folder, 'socket'))
    await once(server, 'listening')
    const result = await walkPaths([folder, join(folder, 'pipe')])
    server.close()
    expect(reasons(result)).toEqual({ 'pipe.jpg': 'not-a-file', pipe: 'not-a-file', socket: 'not-a-file' })
  })

  it('looks into files whose name does not say picture', async () => {
    await put('no-extension', 'odd.bin')
    await writeFile(join(folder, 'notes.txt'), 'words')
    await writeFile(join(folder, 'drawing.svg'), '<svg/>')
    await writeFile(join(folder, 'claims.jpg'), 'the picture process will tell')
    await writeFile(join(folder, 'empty.jpg'), '')
    const result = await walkPaths([folder])
    expect(relative(result)).toEqual(['claims.jpg', 'no-extension', 'odd.bin'])
    expect(reasons(result)).toEqual({
      'notes.txt': 'not-a-picture',
      'drawing.svg': 'not-a-picture',
      'empty.jpg': 'empty',
    })
  })

  it('takes any legal name', async () => {
    const names = [
      '100% #1 ?*.jpg',
      '日本\u{1f600}.jpg',
      'back\\slash.jpg',
      'new\nline.jpg',
      '{n}.jpg',
      `${'x'.repeat(251)}.jpg`,
    ]
    await put(...names)
    expect(new Set(relative(await walkPaths([folder])))).toEqual(new Set(names))
  })

  it('says what it cannot read instead of stopping', async () => {
    await put('ok.jpg')
    const bytesName = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff, 0xfe]), Buffer.from('.jpg')])
    await writeFile(bytesName, png)
    const result = await walkPaths([folder])
    expect(relative(result)).toEqual(['ok.jpg'])
    expect(result.leftOut.map(({ reason }) => reason)).toEqual(['unreadable'])
    expect(reasons(await walkPaths([join(folder, 'x'.repeat(5_000))]))).toEqual({ ['x'.repeat(5_000)]: 'unreadable' })
  })

  it.skipIf(process.getuid?.() === 0)('leaves out folders that may not be read', async () => {
    await put('closed/a.jpg')
    await chmod(join(folder, 'closed'), 0)
    expect(reasons(await walkPaths([folder]))).toEqual({ closed: 'unreadable' })
    await chmod(join(folder, 'closed'), 0o700)
  })
})

describe('limits', () => {
  it('stop below the deepest level', async () => {
    await put('1/2/3/deep.jpg', '1/2/ok.jpg')
    const result = await walkPaths([folder], { limits: { maxLevels: 2 } })
    expect(relative(result)).toEqual(['1/2/ok.jpg'])
    expect(reasons(result)).toEqual({ '1/2/3': 'too-deep' })
  })

  it('hold at 32 levels by default', async () => {
    await put(`${level(32)}/ok.jpg`, `${level(33)}/deep.jpg`)
    expect(relative(await walkPaths([folder]))).toEqual([`${level(32)}/ok.jpg`])
  })

  it('cut at the same files each time and say where', async () => {
    await put('3.jpg', '1.jpg', '2.jpg', 'sub/4.jpg')
    await writeFile(join(folder, '0.txt'), 'no picture does not count')
    const result = await walkPaths([folder, join(folder, 'sub/4.jpg')], { limits: { maxFiles: 2 } })
    expect(relative(result)).toEqual(['1.jpg', '2.jpg'])
    expect(result.leftOut).toEqual([
      { path: join(folder, '0.txt'), reason: 'not-a-picture' },
      { path: folder, reason: 'too-many' },
      { path: join(folder, 'sub/4.jpg'), reason: 'too-many' },
    ])
  })

  it('take exactly as many files as allowed without complaint', async () => {
    await put('1.jpg', '2.jpg')
    expect((await walkPaths([folder], { limits: { maxFiles: 2 } })).leftOut).toEqual([])
  })

  it('bound how many names are looked at', async () => {
    await put('1.jpg', '2.jpg', '3.jpg')
    const result = await walkPaths([folder], { limits: { maxEntries: 2 } })
    expect(result.found).toHaveLength(2)
    expect(reasons(result)).toEqual({ [folder]: 'too-many' })
  })

  it('leave out files above the size', async () => {
    await put('huge.jpg')
    await truncate(join(folder, 'huge.jpg'), 512 * 1_048_576 + 1)
    expect(reasons(await walkPaths([folder]))).toEqual({ 'huge.jpg': 'too-large' })
  })
})

describe('what is named itself', () => {
  it('may be a link, to a file or to a folder, and keeps the name the user knows', async () => {
    await put('real/a.jpg', 'other/b.jpg')
    await symlink(join(folder, 'real/a.jpg'), join(folder, 'today.jpg'))
    await symlink(join(folder, 'other'), join(folder, 'shoot'))
    const { found } = await walkPaths([join(folder, 'today.jpg'), join(folder, 'shoot')])
    expect(found).toMatchObject([
      { path: join(folder, 'real/a.jpg'), relativePath: 'today.jpg' },
      { path: join(folder, 'other/b.jpg'), relativePath: 'b.jpg' },
    ])
  })

  it('may be hidden', async () => {
    await put('.private/.a.jpg')
    const { found } = await walkPaths([join(folder, '.private/.a.jpg')])
    expect(found).toHaveLength(1)
  })

  it('is left out with a reason when it is not there, without stopping the others', async () => {
    await put('a.jpg')
    await symlink('/nowhere', join(folder, 'dangling.jpg'))
    const named = [
      '',
      'nul\0byte',
      join(folder, 'gone'),
      join(folder, 'a.jpg/below'),
      join(folder, 'dangling.jpg'),
      join(folder, 'a.jpg'),
    ]
    const result = await walkPaths(named)
    expect(relative(result)).toEqual(['a.jpg'])
    expect(result.leftOut.map(({ path, reason }) => [path, reason])).toEqual(
      named.slice(0, -1).map((path) => [path, 'missing']),
    )
  })

  it('counts once however it is reached', async () => {
    await put('sub/a.jpg', 'b.jpg')
    await symlink(join(folder, 'sub'), join(base, 'link'))
    const named = [join(folder, 'b.jpg'), join(folder, 'sub'), folder, join(base, 'link'), `${folder}/./sub/a.jpg`]
    const result = await walkPaths(named)
    expect(relative(result)).toEqual(['b.jpg', 'a.jpg'])
    const again = [join(folder, 'sub'), join(folder, 'b.jpg'), ...named.slice(3)]
    expect(result.leftOut).toEqual(again.map((path) => ({ path, reason: 'named-twice' })))
  })
})

describe('own outputs', () => {
  it('inside a source folder are never sources, even before the folder exists or when it is a link', async () => {
    await put('a.jpg', 'out/a.jpg', 'elsewhere/b.jpg', 'output/c.jpg')
    await symlink(join(folder, 'elsewhere'), join(base, 'out-link'))
    const outputFolders = [join(folder, 'out'), join(base, 'out-link'), join(folder, 'not/yet')]
    const result = await walkPaths([folder], { outputFolders })
    expect(relative(result)).toEqual(['a.jpg', 'output/c.jpg'])
    expect(reasons(result)).toEqual({ out: 'own-output', elsewhere: 'own-output' })
  })

  it('are walked when the output folder itself is named', async () => {
    await put('a.jpg')
    expect(relative(await walkPaths([folder], { outputFolders: [folder] }))).toEqual(['a.jpg'])
  })

  it('known one by one are left out', async () => {
    await put('a.jpg', 'a (2).jpg')
    const result = await walkPaths([folder], { isOwnOutput: (path) => path.endsWith('(2).jpg') })
    expect(relative(result)).toEqual(['a.jpg'])
    expect(reasons(result)).toEqual({ 'a (2).jpg': 'own-output' })
  })
})

describe('stopping', () => {
  it('throws cancelled, also in the middle', async () => {
    await put('a.jpg', 'b/c.jpg')
    const controller = new AbortController()
    const walk = walkPaths([folder], { signal: controller.signal, onProgress: () => controller.abort() })
    await expect(walk).rejects.toMatchObject({ code: 'cancelled' })
    await expect(walkPaths([folder], { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('reports progress', async () => {
    await put('a.jpg', 'b/c.jpg')
    const reports: number[] = []
    await walkPaths([folder], { onProgress: (files) => reports.push(files) })
    expect(reports).toEqual([1, 2])
  })
})
