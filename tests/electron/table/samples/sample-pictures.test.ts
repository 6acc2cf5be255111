import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { encodePng } from '../../../../electron/table/samples/png.ts'
import { writeSamplePictures } from '../../../../electron/table/samples/sample-pictures.ts'
import { countTurns } from '../../../support/table-turns.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

it('writes a PNG that others read as the same pixels', async () => {
  const pixels = Uint8Array.from({ length: 5 * 4 * 3 }, (_, index) => (index * 37) % 256)
  const decoded = sharp(await encodePng({ width: 5, height: 4, pixels }))
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

it('replaces no picture, and paints what is missing', async () => {
  const folder = temporaryFolder()
  const [first, second] = await writeSamplePictures(folder)
  writeFileSync(first!, 'changed by its owner')
  rmSync(second!)
  await writeSamplePictures(folder)
  expect(readFileSync(first!, 'utf8')).toBe('changed by its owner')
  expect(readdirSync(folder)).toHaveLength(5)
  expect(await sharp(second).metadata()).toMatchObject({ format: 'png', width: 1_500 })
})

it('lets other work go on while it paints', async () => {
  const turns = countTurns()
  await writeSamplePictures(temporaryFolder())
  // A hundred turns for each of five pictures.
  expect(turns.end()).toBeGreaterThanOrEqual(500)
})
