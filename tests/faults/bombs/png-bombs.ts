import { bomb, type Bomb } from './bomb.ts'
import { ascii, deflatedZeros, pixels, png, pngChunk, u32be } from './bytes.ts'

/** Rows of a PNG have a byte in front that names their filter. */
function rows(width: number, height: number, bytesPerPixel: number): Buffer {
  return deflatedZeros(height * (width * bytesPerPixel + 1))
}

const dot = pixels(deflatedZeros(4))

export const pngBombs: readonly Bomb[] = [
  bomb('PNG that claims 3,600 megapixels', () => png([60_000, 60_000], [dot])),
  bomb('PNG that claims 2,147,483,647 pixels a side', () => png([0x7fffffff, 0x7fffffff], [dot])),
  bomb('PNG without width', () => png([0, 10], [dot])),
  bomb('PNG as wide as 99 million pixels', () => png([99_000_000, 1], [dot])),
  bomb('PNG as high as 99 million pixels', () => png([1, 99_000_000], [dot])),
  bomb('PNG of 100 megapixels in 300 KB', () => png([10_000, 10_000], [pixels(rows(10_000, 10_000, 3))]), 'may'),
  bomb(
    'PNG of 100 megapixels with alpha in 400 KB',
    () => png([10_000, 10_000], [pixels(rows(10_000, 10_000, 4))], { colour: 6 }),
    'may',
  ),
  bomb('PNG of 48 megapixels of 16 bits', () => png([8000, 6000], [pixels(rows(8000, 6000, 6))], { bits: 16 }), 'may'),
  bomb(
    'PNG of 48 megapixels, interlaced and cut',
    () => png([8000, 6000], [pixels(rows(8000, 5000, 3))], { isInterlaced: true }),
    'may',
  ),
  bomb(
    'PNG of 1 bit and 100 megapixels',
    () =>
      png(
        [10_000, 10_000],
        [pngChunk('PLTE', Buffer.from([0, 0, 0, 255, 255, 255])), pixels(deflatedZeros(10_000 * 1251))],
        { bits: 1, colour: 3 },
      ),
    'may',
  ),
  bomb(
    'PNG with 300 MB of pixels behind those of a dot',
    () => png([1, 1], [pixels(deflatedZeros(300_000_000))]),
    'may',
  ),
  bomb(
    'PNG with a text of 300 MB',
    () => png([1, 1], [pngChunk('zTXt', Buffer.concat([ascii('Comment\0\0'), deflatedZeros(300_000_000)])), dot]),
    'may',
  ),
  bomb(
    'PNG with a profile of 300 MB',
    () => png([1, 1], [pngChunk('iCCP', Buffer.concat([ascii('p\0\0'), deflatedZeros(300_000_000)])), dot]),
    'may',
  ),
  bomb(
    'PNG with 100,000 texts',
    () => png([1, 1], [...Array.from({ length: 100_000 }, (_, index) => pngChunk('tEXt', ascii(`k${index}\0v`))), dot]),
    'may',
  ),
  bomb('PNG with 200,000 empty pixel chunks', () =>
    png(
      [4, 4],
      Array.from({ length: 200_000 }, () => pixels(Buffer.alloc(0))),
    ),
  ),
  bomb('PNG with a chunk of 4 GB', () =>
    Buffer.concat([png([8, 8], []).subarray(0, 33), u32be(0xffffffff), ascii('IDAT')]),
  ),
]
