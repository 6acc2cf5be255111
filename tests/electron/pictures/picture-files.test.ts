import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createImages } from '../../../electron/images/client/create-images.ts'
import { createContentHashes } from '../../../electron/pictures/content-hashes.ts'
import { createKeptThumbnails } from '../../../electron/pictures/kept-thumbnails.ts'
import { createPictureFiles } from '../../../electron/pictures/picture-files.ts'
import { createPictureIds } from '../../../electron/pictures/picture-ids.ts'
import { AppError } from '../../../shared/errors.ts'
import { buildFacts, createTestLibrary } from '../../support/test-library.ts'
import { writeTo } from '../../support/table-parts.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

function sha256Of(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}

/** Thumbnails are files named by content; like the real thing, it refuses a file that has another. */
function createFakeThumbnails(folder: string) {
  const asked: { path: string; sha256: string; edge: number }[] = []
  return {
    asked,
    thumbnail: (path: string, sha256: string, edge: number): Promise<string> => {
      asked.push({ path, sha256, edge })
      const target = writeTo(folder, `${sha256}-${edge}.webp`)
      if (sha256Of(path) !== sha256) return Promise.reject(new AppError('source-changed', 'changed'))
      if (readFileSync(path, 'utf8').includes('broken')) {
        return Promise.reject(new AppError('picture-unreadable', 'It is cut off.'))
      }
      return Promise.resolve(target)
    },
  }
}

function createTestFiles() {
  const folder = temporaryFolder()
  const thumbnailsFolder = join(folder, 'thumbnails')
  const thumbnails = createFakeThumbnails(thumbnailsFolder)
  const ids = createPictureIds()
  const library = createTestLibrary()
  const { database } = library
  const hashes = createContentHashes(database)
  const kept = createKeptThumbnails({ database, thumbnailsFolder })
  const files = createPictureFiles({ ids, images: thumbnails, hashes, kept, concurrency: 2 })
  const signal = new AbortController().signal
  const show = (id: string, edge = 200) => files.picture(id, { edge, signal })
  /** Puts a thumbnail where upkeep puts it. */
  const keep = (sha256: string, edge: number): string =>
    writeTo(thumbnailsFolder, `${sha256.slice(0, 2)}/${sha256}-${edge}.webp`)
  return { folder: join(folder, 'shoot'), thumbnails, ids, files, library, database, hashes, kept, show, keep }
}

it('shows a picture by its id, in one of a few sizes', async () => {
  const { folder, ids, show, thumbnails } = createTestFiles()
  const path = writeTo(folder, 'a.jpg')
  const id = ids.idOf({ path, root: folder })
  expect((await show(id, 200)).mimeType).toBe('image/webp')
  for (const edge of [1, 64, 65, 257, 9_000]) await show(id, edge)
  expect(thumbnails.asked.map(({ edge }) => edge)).toEqual([256, 64, 128, 512, 4096])
  expect(thumbnails.asked[0]).toMatchObject({ path, sha256: sha256Of(path) })
})

it('asks for a picture it has made only once, unless its thumbnail was cleared away', async () => {
  const { folder, ids, show, thumbnails } = createTestFiles()
  const id = ids.idOf({ path: writeTo(folder, 'a.jpg') })
  const { path } = await show(id)
  expect(await show(id)).toEqual({ path, mimeType: 'image/webp' })
  expect(thumbnails.asked).toHaveLength(1)
  rmSync(path)
  await show(id)
  expect(thumbnails.asked).toHaveLength(2)
})

it('knows no picture but those it gave ids to', async () => {
  const { folder, show } = createTestFiles()
  const path = writeTo(folder, 'a.jpg')
  for (const id of [path, '', '../a.jpg', 'A'.repeat(22)]) {
    await expect(show(id)).rejects.toMatchObject({ code: 'invalid-request' })
  }
})

it('refuses a file that became a link out of the folder it was added with', async () => {
  const { folder, ids, show, thumbnails } = createTestFiles()
  const path = writeTo(folder, 'a.jpg')
  const secret = writeTo(`${folder}-private`, 'secret.jpg')
  const id = ids.idOf({ path, root: folder })
  rmSync(path)
  symlinkSync(secret, path)
  await expect(show(id)).rejects.toMatchObject({ code: 'file-unreadable' })
  expect(thumbnails.asked).toEqual([])
})

it('refuses a file whose folder became a link out of the folder that was added', async () => {
  const { folder, ids, show } = createTestFiles()
  const path = writeTo(folder, 'day 1/a.jpg')
  const id = ids.idOf({ path, root: folder })
  writeTo(`${folder}-private`, 'a.jpg')
  rmSync(dirname(path), { recursive: true })
  symlinkSync(`${folder}-private`, dirname(path))
  await expect(show(id)).rejects.toMatchObject({ code: 'file-unreadable' })
})

it('takes a folder whose name begins with two dots for one inside', async () => {
  const { folder, ids, show } = createTestFiles()
  const path = writeTo(folder, '..odd/a.jpg')
  expect(await show(ids.idOf({ path, root: folder }))).toMatchObject({ mimeType: 'image/webp' })
})

it('says that a file is gone, and that a folder is no file', async () => {
  const { folder, ids, show } = createTestFiles()
  const path = writeTo(folder, 'a.jpg')
  const id = ids.idOf({ path, root: folder })
  renameSync(path, `${path}.moved`)
  await expect(show(id)).rejects.toMatchObject({ code: 'file-missing' })
  mkdirSync(path)
  await expect(show(id)).rejects.toMatchObject({ code: 'file-unreadable' })
})

it('shows what a file holds now, also where its size and time say nothing of the change', async () => {
  const { folder, ids, show, thumbnails } = createTestFiles()
  const path = writeTo(folder, 'a.jpg', 'first')
  utimesSync(path, 5, 5)
  const id = ids.idOf({ path })
  await show(id)
  writeFileSync(path, 'other content')
  await show(id)
  expect(thumbnails.asked.at(-1)?.sha256).toBe(sha256Of(path))
  utimesSync(path, 5, 5)
  await show(id)
  writeFileSync(path, 'newer content')
  utimesSync(path, 5, 5)
  await show(id, 1_000)
  expect(thumbnails.asked.at(-1)?.sha256).toBe(sha256Of(path))
})

it('reads a file for its content once, and not again after a restart', async () => {
  const { folder, ids, show, thumbnails, database, kept } = createTestFiles()
  const path = writeTo(folder, 'a.jpg')
  await show(ids.idOf({ path }))
  database.run(`UPDATE content_hash SET sha256 = '${'0'.repeat(64)}'`)
  const afterRestart = createPictureFiles({
    ids,
    images: { thumbnail: (_path, sha256) => Promise.resolve(sha256) },
    hashes: createContentHashes(database),
    kept,
    concurrency: 1,
  })
  const shown = await afterRestart.picture(ids.idOf({ path }), { edge: 64, signal: new AbortController().signal })
  expect(shown.path).toBe('0'.repeat(64))
  expect(thumbnails.asked).toHaveLength(1)
})

it('does not try a broken picture again each time it scrolls by, but does when it was mended', async () => {
  const { folder, ids, show, thumbnails } = createTestFiles()
  const path = writeTo(folder, 'a.jpg', 'broken')
  const id = ids.idOf({ path })
  for (let times = 0; times < 3; times += 1)
    await expect(show(id)).rejects.toMatchObject({ code: 'picture-unreadable' })
  expect(thumbnails.asked).toHaveLength(1)
  writeFileSync(path, 'whole again')
  expect(await show(id)).toMatchObject({ mimeType: 'image/webp' })
})

it('shows pictures where nothing can be written to the library', async () => {
  const { folder, ids, show, database } = createTestFiles()
  const path = writeTo(folder, 'a.jpg')
  database.run('PRAGMA query_only = ON')
  const shown = show(ids.idOf({ path }))
  await expect(shown).resolves.toMatchObject({ mimeType: 'image/webp' })
  database.run('PRAGMA query_only = OFF')
})

it('shows a real picture upright', async () => {
  const folder = temporaryFolder()
  const images = createImages({ thumbnailsFolder: join(folder, 'thumbnails'), workers: 1 })
  onTestFinished(() => images.close())
  const path = join(folder, 'a.jpg')
  await sharp({ create: { width: 300, height: 100, channels: 3, background: '#a04020' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toFile(path)
  const ids = createPictureIds()
  const { database } = createTestLibrary()
  const hashes = createContentHashes(database)
  const kept = createKeptThumbnails({ database, thumbnailsFolder: join(folder, 'thumbnails') })
  const files = createPictureFiles({ ids, images, hashes, kept, concurrency: 1 })
  const shown = await files.picture(ids.idOf({ path, root: folder }), {
    edge: 100,
    signal: new AbortController().signal,
  })
  expect(await sharp(shown.path).metadata()).toMatchObject({ format: 'webp', width: 43, height: 128 })
})

describe('a picture whose file is gone', () => {
  it('is shown by the thumbnail that is kept of it, nearest to the size, and says so', async () => {
    const { folder, ids, show, keep } = createTestFiles()
    const path = writeTo(folder, 'a.jpg')
    const id = ids.idOf({ path, root: folder })
    await show(id, 64)
    const [small, large] = [keep(sha256Of(path), 256), keep(sha256Of(path), 1024)]
    rmSync(folder, { recursive: true })
    expect(await show(id, 200)).toEqual({ path: small, mimeType: 'image/webp', isKept: true })
    for (const edge of [300, 1024, 4096]) expect(await show(id, edge)).toMatchObject({ path: large, isKept: true })
  })

  it('is known by its batch where it was never shown', async () => {
    const { folder, ids, show, keep, library } = createTestFiles()
    const path = join(folder, 'gone.jpg')
    const id = ids.idOf({ path })
    await expect(show(id)).rejects.toMatchObject({ code: 'file-missing' })
    library.sources.put({ path, bytes: 1, modifiedMs: 1 }, buildFacts({ sha256: 'c'.repeat(64) }))
    await expect(show(id)).rejects.toMatchObject({ code: 'file-missing' })
    const kept = keep('c'.repeat(64), 256)
    expect(await show(id)).toMatchObject({ path: kept, isKept: true })
  })

  it('is not shown by another one where neither path was ever known', async () => {
    const { ids, show, keep, library } = createTestFiles()
    library.sources.put({ path: '', bytes: 0, modifiedMs: 0 }, buildFacts({ sha256: 'e'.repeat(64) }))
    const kept = keep('e'.repeat(64), 256)
    await expect(show(ids.idOf({ path: '' }))).rejects.toMatchObject({ code: 'file-missing' })
    expect(await show(ids.idOf({ path: '', sha256: 'e'.repeat(64) }))).toMatchObject({ path: kept, isKept: true })
    await expect(show(ids.idOf({ path: '', sha256: 'f'.repeat(64) }))).rejects.toMatchObject({ code: 'file-missing' })
  })

  it('is shown itself again as soon as it is back', async () => {
    const { folder, ids, show, keep } = createTestFiles()
    const path = writeTo(folder, 'a.jpg')
    const id = ids.idOf({ path })
    keep(sha256Of(path), 256)
    await show(id)
    renameSync(path, `${path}.away`)
    expect(await show(id)).toMatchObject({ isKept: true })
    renameSync(`${path}.away`, path)
    expect(await show(id)).not.toHaveProperty('isKept')
  })

  it('is never shown by what another file holds, nor where there is another picture now', async () => {
    const { folder, ids, show, keep, thumbnails } = createTestFiles()
    const path = writeTo(folder, 'a.jpg', 'first')
    const id = ids.idOf({ path })
    await show(id)
    keep(sha256Of(path), 256)
    const other = ids.idOf({ path: join(folder, 'b.jpg') })
    await expect(show(other)).rejects.toMatchObject({ code: 'file-missing' })
    writeFileSync(path, 'second, which is broken')
    await expect(show(id)).rejects.toMatchObject({ code: 'picture-unreadable' })
    expect(thumbnails.asked.at(-1)?.sha256).toBe(sha256Of(path))
  })
})

describe('a picture that is about a certain content', () => {
  it('is the file as long as it holds that', async () => {
    const { folder, ids, show, thumbnails } = createTestFiles()
    const path = writeTo(folder, 'a.jpg')
    const sha256 = sha256Of(path)
    expect(await show(ids.idOf({ path, sha256 }))).not.toHaveProperty('isKept')
    expect(thumbnails.asked.at(-1)).toMatchObject({ path, sha256 })
  })

  it('is what was kept where the file holds another now, which its path shows all the same', async () => {
    const { folder, ids, show, keep } = createTestFiles()
    const path = writeTo(folder, 'a.jpg', 'made first')
    const id = ids.idOf({ path, sha256: sha256Of(path) })
    const kept = keep(sha256Of(path), 256)
    writeFileSync(path, 'made later, under the same name')
    expect(await show(id)).toEqual({ path: kept, mimeType: 'image/webp', isKept: true })
    const now = await show(ids.idOf({ path }))
    expect(now.path).toContain(sha256Of(path))
    expect(now).not.toHaveProperty('isKept')
  })

  it('is not the other picture where nothing was kept', async () => {
    const { folder, ids, show } = createTestFiles()
    const path = writeTo(folder, 'a.jpg', 'now')
    await expect(show(ids.idOf({ path, sha256: 'd'.repeat(64) }))).rejects.toMatchObject({ code: 'source-changed' })
  })

  it('is what it was where a file of the same size and time took its place', async () => {
    const { folder, ids, show, keep } = createTestFiles()
    const path = writeTo(folder, 'a.jpg', 'first')
    utimesSync(path, 5, 5)
    const id = ids.idOf({ path, sha256: sha256Of(path) })
    const kept = keep(sha256Of(path), 1024)
    await show(id, 64)
    writeFileSync(path, 'other')
    utimesSync(path, 5, 5)
    expect(await show(id, 1_000)).toMatchObject({ path: kept, isKept: true })
  })
})
