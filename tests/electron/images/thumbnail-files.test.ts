import { expect, it } from 'vitest'
import { findThumbnail, isContentHash, thumbnailPath } from '../../../electron/images/thumbnail-files.ts'
import { writeTo } from '../../support/table-parts.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const sha256 = 'ab'.repeat(32)

function createThumbnails(...sizes: readonly number[]) {
  const folder = temporaryFolder()
  for (const edge of sizes) writeTo(folder, `ab/${sha256}-${edge}.webp`)
  return folder
}

it('finds the smallest thumbnail that is large enough, else the largest', async () => {
  const folder = createThumbnails(256, 1024)
  const found = (edge: number) => findThumbnail(folder, sha256, edge)
  for (const edge of [64, 256]) expect(await found(edge)).toBe(thumbnailPath(folder, sha256, 256))
  for (const edge of [300, 1024, 2048, 4096]) expect(await found(edge)).toBe(thumbnailPath(folder, sha256, 1024))
})

it('finds none where there is none of that very content', async () => {
  const folder = createThumbnails(256)
  expect(await findThumbnail(folder, 'cd'.repeat(32), 256)).toBeNull()
  expect(await findThumbnail(createThumbnails(), sha256, 256)).toBeNull()
})

it('makes no path of what is no hash', async () => {
  const folder = createThumbnails(256)
  for (const odd of ['', `../${'a'.repeat(61)}`, 'AB'.repeat(32), `${sha256}\n`]) {
    expect(isContentHash(odd)).toBe(false)
    expect(await findThumbnail(folder, odd, 256)).toBeNull()
  }
})
