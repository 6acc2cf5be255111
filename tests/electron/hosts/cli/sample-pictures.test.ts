import { basename } from 'node:path'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { encodePng } from '../../../../electron/hosts/cli/png.ts'
import { writeSamplePictures } from '../../../../electron/hosts/cli/sample-pictures.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

it('writes a PNG that others read as the same pixels', async () => {
  const pixels = Uint8Array.from({ length: 5 * 4 * 3 }, (_, index) => (index * 37) % 256)
  const decoded = sharp(encodePng({ width: 5, height: 4, pixels }))
  expect(await decoded.metadata()).toMatchObject({ format: 'png', width: 5, height: 4, channels: 3 })
  expect(new Uint8Array(await decoded.raw().toBuffer())).toEqual(pixels)
})

it('paints pictures with something in them, large enough to be made smaller', async () => {
  const paths = await writeSamplePictures(temporaryFolder())
  expect(paths.map((path) => basename(path))).toHaveLength(5)
  for (const path of paths) {
    const { width } = await sharp(path).metadata()
    expect(width).toBeGreaterThan(1_200)
    const { entropy } = await sharp(path).stats()
    expect(entropy).toBeGreaterThan(4)
  }
})

it('replaces no picture', async () => {
  const folder = temporaryFolder()
  await writeSamplePictures(folder)
  await expect(writeSamplePictures(folder)).rejects.toMatchObject({ code: 'EEXIST' })
})
