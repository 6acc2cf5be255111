import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { PictureFile } from '../../../../electron/desk/desk.ts'
import { AppError } from '../../../../shared/errors.ts'
import { startedBench } from './desktop-bench.ts'

async function serving() {
  const bench = await startedBench()
  const ask =
    (scheme: string) =>
    async (url: string, method = 'GET') => {
      const handler = bench.fake.pages.get(scheme)
      // `Request` refuses addresses of schemes it does not know, which Electron's own does not.
      return handler!({ url, method, signal: new AbortController().signal } as Request)
    }
  return { ...bench, page: ask('lightbench'), picture: ask('lightbench-picture') }
}

describe('the schemes', () => {
  it('are standard and secure, and nothing more that would weaken them', async () => {
    const { fake } = await startedBench()
    expect(fake.schemes).toEqual([
      { scheme: 'lightbench', privileges: { standard: true, secure: true, codeCache: true } },
      { scheme: 'lightbench-picture', privileges: { standard: true, secure: true } },
    ])
  })
})

describe('the page', () => {
  it('is served whole under a policy that allows its own files and pictures alone', async () => {
    const { page } = await serving()
    const response = await page('lightbench://app/')
    expect(response.status).toBe(200)
    expect(await response.text()).toContain('<title>Lightbench</title>')
    expect(Object.fromEntries(response.headers)).toEqual({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' lightbench-picture:; connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    })
  })

  it('brings its scripts with their type and the same policy', async () => {
    const { page } = await serving()
    const response = await page('lightbench://app/assets/main.js')
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it.each([
    'lightbench://app/other.html',
    'lightbench://app/../preload.cjs',
    'lightbench://app/%2e%2e/preload.cjs',
    'lightbench://app/assets/..%2f..%2fpreload.cjs',
    'lightbench://app/assets/',
    'lightbench://app//etc/passwd',
    'lightbench://other/',
    'lightbench://app:8/',
    'lightbench://',
  ])('has nothing at %s', async (url) => {
    const { page } = await serving()
    const response = await page(url)
    expect([response.status, await response.text()]).toEqual([404, ''])
  })

  it('is only ever read', async () => {
    const { page } = await serving()
    for (const method of ['POST', 'PUT', 'HEAD', 'DELETE'])
      expect((await page('lightbench://app/', method)).status).toBe(404)
  })

  it('is the one of the start, whatever happens to the files', async () => {
    const { page, folder } = await serving()
    writeFileSync(join(folder, 'page', 'index.html'), 'changed')
    writeFileSync(join(folder, 'page', 'new.js'), 'new')
    expect(await (await page('lightbench://app/')).text()).toContain('<title>')
    expect((await page('lightbench://app/new.js')).status).toBe(404)
  })
})

describe('a picture', () => {
  it('is served by its id and size with its own type', async () => {
    const { picture, desk, folder } = await serving()
    const path = join(folder, 'thumbnail.webp')
    writeFileSync(path, 'pixels')
    desk.pictures.set('aB_-9', { path, mimeType: 'image/webp' })
    const response = await picture('lightbench-picture://picture/aB_-9?edge=256')
    expect([response.status, await response.text()]).toEqual([200, 'pixels'])
    expect(response.headers.get('content-type')).toBe('image/webp')
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'")
    expect(desk.pictureRequests).toMatchObject([{ id: 'aB_-9', edge: 256 }])
  })

  it('that is only kept is asked for again, because its file may be back', async () => {
    const { picture, desk, folder } = await serving()
    const path = join(folder, 'thumbnail.webp')
    writeFileSync(path, 'pixels')
    desk.pictures.set('kept', { path, mimeType: 'image/webp', isKept: true })
    desk.pictures.set('whole', { path, mimeType: 'image/webp' })
    const caching = async (id: string) =>
      (await picture(`lightbench-picture://picture/${id}?edge=256`)).headers.get('cache-control')
    expect([await caching('kept'), await caching('whole')]).toEqual(['no-store', 'private, max-age=86400, immutable'])
  })

  it.each([
    'lightbench-picture://picture/id',
    'lightbench-picture://picture/id?edge=15',
    'lightbench-picture://picture/id?edge=4097',
    'lightbench-picture://picture/id?edge=1e3',
    'lightbench-picture://picture/id?edge=-256',
    'lightbench-picture://picture/?edge=256',
    'lightbench-picture://picture/a/b?edge=256',
    'lightbench-picture://picture/..%2fid?edge=256',
    'lightbench-picture://other/id?edge=256',
    `lightbench-picture://picture/${'x'.repeat(101)}?edge=256`,
  ])('is not asked for as %s', async (url) => {
    const { picture, desk } = await serving()
    expect((await picture(url)).status).toBe(404)
    expect(desk.pictureRequests).toEqual([])
  })

  it('that cannot be shown is not found, and nothing says why', async () => {
    const { picture, desk, log } = await serving()
    const url = 'lightbench-picture://picture/id?edge=256'
    const answer = async () => {
      const response = await picture(url)
      return [response.status, await response.text()]
    }
    expect(await answer()).toEqual([404, ''])
    desk.pictures.set('id', { path: '/gone/for/good.webp', mimeType: 'image/webp' })
    expect(await answer()).toEqual([404, ''])
    expect(log.lines).toEqual([])
    desk.picture = () => Promise.reject(new TypeError('a bug'))
    expect(await answer()).toEqual([404, ''])
    expect(log.lines).toMatchObject([{ level: 'error', details: new TypeError('a bug') }])
  })

  it('that takes its time is awaited, and forgotten when the page gives it up', async () => {
    const { picture, desk, folder } = await serving()
    const path = join(folder, 'slow.webp')
    writeFileSync(path, 'slow pixels')
    const making = Promise.withResolvers<PictureFile>()
    let signal: AbortSignal | undefined
    desk.picture = (_id, request) => {
      signal = request.signal
      return making.promise
    }
    const [awaited, givenUp] = await Promise.all([
      picture('lightbench-picture://picture/a?edge=256'),
      picture('lightbench-picture://picture/b?edge=256'),
    ])
    expect(signal?.aborted).toBe(false)
    // It may come to be one that is only kept, and gives way to its file.
    expect(awaited?.headers.get('cache-control')).toBe('no-store')
    await givenUp?.body?.cancel()
    await vi.waitFor(() => expect(signal?.aborted).toBe(true))
    making.resolve({ path, mimeType: 'image/webp' })
    expect(await awaited?.text()).toBe('slow pixels')
  })

  it('that fails after a while breaks off', async () => {
    const { picture, desk } = await serving()
    const making = Promise.withResolvers<PictureFile>()
    desk.picture = () => making.promise
    const response = await picture('lightbench-picture://picture/a?edge=256')
    making.reject(new AppError('picture-unreadable', 'It cannot be read.'))
    await expect(response.text()).rejects.toThrow('It cannot be read.')
  })
})
