import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { getPriority, constants } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createImages, type ImagesOptions } from '../../../../electron/images/client/create-images.ts'
import { AppError } from '../../../../shared/errors.ts'
import { eventually } from '../../../support/eventually.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { gradient, isRunning, noise, writeFixture } from '../support.ts'

const signal = new AbortController().signal
const fakeWorker = join(import.meta.dirname, 'fake-worker.ts')

function start(options: Partial<ImagesOptions> = {}) {
  const folder = temporaryFolder()
  const thumbnailsFolder = join(folder, 'thumbnails')
  const images = createImages({ thumbnailsFolder, workers: 1, quietMs: 0, ...options })
  onTestFinished(() => images.close())
  return { images, background: images.background, folder, thumbnailsFolder }
}

function sha256Of(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}

async function pidOf(call: Promise<unknown>): Promise<number> {
  const thrown: unknown = await call.catch((caught: unknown) => caught)
  return Number(thrown instanceof AppError ? thrown.cause : NaN)
}

describe('thumbnails that are kept', () => {
  it('are two of each picture, made of one look at its file', async () => {
    const { background, folder, thumbnailsFolder } = start()
    const path = writeFixture(join(folder, 'a.jpg'), await gradient(1500, 1000).jpeg().toBuffer())
    const sha256 = sha256Of(path)
    await background.keepThumbnails(path, sha256, signal)
    const place = join(thumbnailsFolder, sha256.slice(0, 2))
    expect(readdirSync(place).toSorted()).toEqual([`${sha256}-1024.webp`, `${sha256}-256.webp`])
    expect(await sharp(join(place, `${sha256}-1024.webp`)).metadata()).toMatchObject({ width: 1024, height: 683 })
    expect(await sharp(join(place, `${sha256}-256.webp`)).metadata()).toMatchObject({ width: 256, height: 171 })
  })

  it('are made only where they are not there, and need no file then', async () => {
    const { background, images, folder, thumbnailsFolder } = start()
    const path = writeFixture(join(folder, 'a.jpg'), await gradient(1500, 1000).jpeg().toBuffer())
    const sha256 = sha256Of(path)
    const shown = await images.thumbnail(path, sha256, 256)
    const { mtimeMs } = statSync(shown)
    await background.keepThumbnails(path, sha256, signal)
    expect(statSync(shown).mtimeMs).toBe(mtimeMs)
    rmSync(path)
    await background.keepThumbnails(path, sha256, signal)
    rmSync(join(thumbnailsFolder, sha256.slice(0, 2), `${sha256}-1024.webp`))
    await expect(background.keepThumbnails(path, sha256, signal)).rejects.toMatchObject({ code: 'file-missing' })
  })

  it('are never made of a file that holds another picture', async () => {
    const { background, folder, thumbnailsFolder } = start()
    const path = writeFixture(join(folder, 'a.jpg'), await gradient(90, 60).jpeg().toBuffer())
    const keeping = background.keepThumbnails(path, 'a'.repeat(64), signal)
    await expect(keeping).rejects.toMatchObject({ code: 'source-changed' })
    expect(() => readdirSync(thumbnailsFolder)).toThrow('ENOENT')
  })

  it('tell how much of a picture changed', async () => {
    const { background, folder } = start()
    const paths = [await gradient(600, 400).png().toBuffer(), await noise(600, 400).png().toBuffer()].map(
      (bytes, index) => writeFixture(join(folder, `${index}.png`), bytes),
    )
    const [source = '', result = ''] = paths.map((path) => sha256Of(path))
    for (const path of paths) await background.keepThumbnails(path, sha256Of(path), signal)
    expect(await background.measureChange(source, source, signal)).toBe(0)
    expect(await background.measureChange(source, result, signal)).toBeGreaterThan(0.8)
    await expect(background.measureChange(source, 'b'.repeat(64), signal)).rejects.toMatchObject({
      code: 'file-missing',
    })
  })
})

describe('the background', () => {
  it.skipIf(process.platform === 'win32')('has a process of its own that gives way to all others', async () => {
    const { images, background } = start({ entryPath: fakeWorker })
    const mine = await pidOf(images.probe('pid'))
    const its = await pidOf(background.keepThumbnails('pid', '0'.repeat(64), signal))
    expect(its).not.toBe(mine)
    expect(getPriority(its)).toBe(constants.priority.PRIORITY_LOW)
    expect(getPriority(mine)).toBe(getPriority(process.pid))
    await background.rest()
    expect(isRunning(its)).toBe(false)
    expect(isRunning(mine)).toBe(true)
    expect(await pidOf(background.keepThumbnails('pid', '0'.repeat(64), signal))).not.toBe(its)
  })

  it('waits while somebody waits for a picture, and a while after that', async () => {
    const { images, background } = start({ entryPath: fakeWorker, limits: { taskMs: 300 }, quietMs: 150 })
    await background.whenQuiet(signal)
    const busy = images.probe('hang').catch(() => performance.now())
    await background.whenQuiet(signal)
    expect(performance.now() - Number(await busy)).toBeGreaterThanOrEqual(149)
  })

  it('gives way in the middle of a picture, and begins it anew when it is quiet', async () => {
    const { images, background, folder } = start({ entryPath: fakeWorker, quietMs: 100 })
    const begun = join(folder, 'begun')
    await background.whenQuiet(signal)
    const keeping = pidOf(background.keepThumbnails(`mark-and-hang:${begun}`, '0'.repeat(64), signal))
    const first = await eventually(() => Number(readFileSync(begun, 'utf8') || NaN))
    expect(isRunning(first)).toBe(true)
    await images.probe('answer')
    await eventually(() => expect(isRunning(first)).toBe(false))
    const second = await keeping
    expect(second).not.toBe(first)
  })

  it('goes on with its process where it had nothing to do', async () => {
    const { images, background } = start({ entryPath: fakeWorker })
    const first = await pidOf(background.keepThumbnails('pid', '0'.repeat(64), signal))
    await images.probe('answer')
    expect(await pidOf(background.keepThumbnails('pid', '0'.repeat(64), signal))).toBe(first)
  })

  it('stops waiting when it is told to', async () => {
    const { images, background } = start({ entryPath: fakeWorker })
    const busy = images.probe('hang').catch(() => undefined)
    const leaving = new AbortController()
    const waiting = background.whenQuiet(leaving.signal)
    leaving.abort(new AppError('cancelled', 'Left.'))
    await expect(waiting).rejects.toMatchObject({ message: 'Left.' })
    await images.close()
    await busy
  })

  it('gives up what it does when it is ended, and starts nothing afterwards', async () => {
    const { background } = start({ entryPath: fakeWorker })
    const leaving = new AbortController()
    const ends = Promise.allSettled([
      background.keepThumbnails('hang', '0'.repeat(64), leaving.signal),
      background.keepThumbnails('answer', '1'.repeat(64), leaving.signal),
    ])
    leaving.abort(new AppError('cancelled', 'Left.'))
    await background.rest()
    const cancelled = { status: 'rejected', reason: { code: 'cancelled' } }
    expect(await ends).toMatchObject([cancelled, cancelled])
  })
})
