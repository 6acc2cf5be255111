import sharp from 'sharp'
import { expect, it } from 'vitest'
import { pictureKind } from '../../../electron/practice/picture-kind.ts'

it.each(['png', 'jpeg', 'webp', 'avif'] as const)('reads type and size of a %s', async (format) => {
  const bytes = await sharp({ create: { width: 37, height: 21, channels: 3, background: 'teal' } })
    .toFormat(format)
    .toBuffer()
  expect(pictureKind(bytes)).toEqual({ mimeType: `image/${format}`, width: 37, height: 21 })
})

it('reads the size of lossless and of transparent WebP', async () => {
  const plain = sharp({ create: { width: 37, height: 21, channels: 4, background: '#00800080' } })
  expect(pictureKind(await plain.clone().webp({ lossless: true }).toBuffer())).toMatchObject({ width: 37, height: 21 })
  expect(pictureKind(await plain.clone().webp().toBuffer())).toMatchObject({ width: 37, height: 21 })
})

it('recognises HEIC by its brand', () => {
  const bytes = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')
  expect(pictureKind(bytes)).toEqual({ mimeType: 'image/heic', width: null, height: null })
})

it('takes nothing else for a picture, however short or cut off', async () => {
  const jpeg = await sharp({ create: { width: 3, height: 2, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer()
  expect(pictureKind(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBeNull()
  expect(pictureKind(Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'))).toBeNull()
  expect(pictureKind(Buffer.alloc(0))).toBeNull()
  for (let length = 0; length < jpeg.length; length += 1) pictureKind(jpeg.subarray(0, length))
  expect(pictureKind(jpeg.subarray(0, 30))).toEqual({ mimeType: 'image/jpeg', width: null, height: null })
})
