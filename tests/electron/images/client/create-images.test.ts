import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createImages, type ImagesOptions } from '../../../../electron/images/client/create-images.ts'
import type { Images } from '../../../../electron/images/images.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { gradient, isRunning, noise, quarters, writeFixture } from '../support.ts'

interface Started {
  readonly images: Images
  readonly folder: string
  readonly thumbnailsFolder: string
}

function start(options: Partial<ImagesOptions> = {}): Started {
  const folder = temporaryFolder()
  const thumbnailsFolder = join(folder, 'thumbnails')
  const images = createImages({ thumbnailsFolder, workers: 2, ...options })
  onTestFinished(() => images.close())
  return { images, folder, thumbnailsFolder }
}

/** A picture and a folder, as the arguments of `parent.ts`. */
async function picture(): Promise<string[]> {
  const folder = temporaryFolder()
  return [writeFixture(join(folder, 'source'), await quarters().png().toBuffer()), join(folder, 'thumbnails')]
}

describe('the picture engine', () => {
  it('does every operation in its processes', async () => {
    const { images, folder } = start()
    const source = writeFixture(join(folder, 'a 100%#ü\n.png'), await quarters().png().toBuffer())
    const facts = await images.probe(source)
    expect(facts).toMatchObject({ format: 'png', width: 96, height: 64 })
    expect(await images.check(source)).toEqual(facts)

    const rule = { formats: ['jpeg'], maxBytes: 1_000_000, maxSide: 48 } as const
    const prepared = await images.prepare({ source, rule, target: join(folder, 'up'), keepGps: false, fitTo: null })
    expect(prepared).toMatchObject({ path: join(folder, 'up'), mimeType: 'image/jpeg', width: 48, height: 32 })
    const task = { source, quality: 90, size: null, background: null, profileOf: null }
    const finished = await images.finish({ ...task, target: join(folder, 'fin'), format: 'webp' })
    expect(finished).toMatchObject({ mimeType: 'image/webp', bytes: statSync(finished.path).size })
    const adjusted = await images.adjust({ source, target: join(folder, 'adj'), parameters: { rotate: 90 } })
    expect(adjusted).toMatchObject({ width: 64, height: 96 })
    await expect(
      images.adjust({ source, target: join(folder, 'x'), parameters: { rotate: 999 } }),
    ).rejects.toMatchObject({
      code: 'invalid-request',
    })
    await expect(images.probe(join(folder, 'gone'))).rejects.toMatchObject({ code: 'file-missing' })
  })

  it('works on several pictures at once, and each gets its own answer', async () => {
    const { images, folder } = start()
    const sizes = Array.from({ length: 12 }, (_, index) => 20 + index)
    const paths = await Promise.all(
      sizes.map(async (size) => writeFixture(join(folder, `${size}`), await gradient(size, 10).jpeg().toBuffer())),
    )
    const facts = await Promise.all(paths.map((path) => images.probe(path)))
    expect(facts.map(({ width }) => width)).toEqual(sizes)
  })

  it('refuses a target that is there, and leaves it alone', async () => {
    const { images, folder } = start()
    const source = writeFixture(join(folder, 'source'), await quarters().png().toBuffer())
    const target = writeFixture(join(folder, 'target'), Buffer.from('mine'))
    const call = images.adjust({ source, target, parameters: {} })
    await expect(call).rejects.toMatchObject({ code: 'output-unwritable' })
    expect(readFileSync(target, 'utf8')).toBe('mine')
  })

  it('kills a process that grows beyond its memory, and goes on', async () => {
    const { images, folder } = start({ workers: 1, limits: { memoryBytes: 130 * 1024 * 1024 } })
    const large = writeFixture(
      join(folder, 'large'),
      await noise(5000, 5000).withMetadata({ orientation: 6 }).png({ compressionLevel: 0 }).toBuffer(),
    )
    const target = join(folder, 'turned')
    await expect(images.adjust({ source: large, target, parameters: {} })).rejects.toMatchObject({
      code: 'picture-timeout',
      message: 'The picture needs more than the 130 MB of memory one may take.',
    })
    expect(readdirSync(folder)).not.toContain('turned')
    const small = writeFixture(join(folder, 'small'), await quarters().png().toBuffer())
    expect(await images.probe(small)).toMatchObject({ width: 96 })
  })
})

describe('thumbnails', () => {
  it('are made once for each content and size', async () => {
    const { images, folder, thumbnailsFolder } = start()
    const source = writeFixture(join(folder, 'source'), await gradient(300, 200).jpeg().toBuffer())
    const { sha256 } = await images.probe(source)
    const [first, second] = await Promise.all([
      images.thumbnail(source, sha256, 64),
      images.thumbnail(source, sha256, 64),
    ])
    expect(first).toBe(join(thumbnailsFolder, sha256.slice(0, 2), `${sha256}-64.webp`))
    expect(second).toBe(first)
    const made = statSync(first).mtimeMs
    rmSync(source)
    expect(await images.thumbnail(source, sha256, 64)).toBe(first)
    expect(statSync(first).mtimeMs).toBe(made)
    await expect(images.thumbnail(source, sha256, 128)).rejects.toMatchObject({ code: 'file-missing' })
  })

  it('are not asked for by anything but a hash and a sensible size', async () => {
    const { images } = start()
    await expect(images.thumbnail('/a', '../../etc/passwd', 64)).rejects.toThrow()
    await expect(images.thumbnail('/a', 'a'.repeat(64), 100_000)).rejects.toThrow()
  })
})

describe('the process that asked', () => {
  const parent = join(import.meta.dirname, 'parent.ts')

  it('ends by itself when it has nothing else to do', async () => {
    expect(execFileSync(process.execPath, [parent, ...(await picture())], { encoding: 'utf8' })).toBe('png\n')
  })

  it.skipIf(process.platform === 'win32').each(['stay', 'busy'])(
    'leaves no process behind when it is killed: %s',
    async (mode) => {
      const child = spawn(process.execPath, [parent, ...(await picture()), mode], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      await once(child.stdout, 'data')
      const worker = Number(execFileSync('ps', ['-o', 'pid=', '--ppid', String(child.pid)], { encoding: 'utf8' }))
      expect(isRunning(worker)).toBe(true)
      child.kill('SIGKILL')
      await vi.waitFor(() => expect(isRunning(worker)).toBe(false), { timeout: 2000 })
    },
  )
})
