import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { looksLikePicture } from '../../../electron/library/picture-signature.ts'

const pixel = sharp({ create: { width: 4, height: 4, channels: 3, background: '#369' } })

describe('a look at the first bytes', () => {
  it.each(['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif'] as const)('knows real %s', async (format) => {
    expect(looksLikePicture(await pixel.clone().toFormat(format).toBuffer())).toBe(format)
  })

  it.each([
    ['\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'heif'],
    ['\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf', 'avif'],
    ['MM\0*\0\0\0\x08', 'tiff'],
    ['GIF87a', 'gif'],
  ])('knows %j as %s', (head, format) => expect(looksLikePicture(Buffer.from(head, 'latin1'))).toBe(format))

  it.each([
    '',
    '\xff\xd8',
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '%PDF-1.7',
    '\0\0\0\x18ftypisom\0\0\0\0mp42isom',
    'RIFF\0\0\0\0WAVEfmt ',
    'PK\x03\x04',
  ])('takes %j for none', (head) => expect(looksLikePicture(Buffer.from(head, 'latin1'))).toBeNull())
})
