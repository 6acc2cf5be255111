import { bomb, type Bomb } from './bomb.ts'
import { ascii, deflatedZeros, tiff, u16le, u32le } from './bytes.ts'

interface Shape {
  readonly width: number
  readonly height: number
  readonly rowsPerStrip: number
  /** 1 none, 5 LZW, 8 deflate. */
  readonly compression?: number
  readonly samples?: number
  readonly strip: Buffer
  readonly strips?: number
  readonly next?: number
}

/** Every strip is the same bytes, so that the file stays small however many there are. */
function striped({
  width,
  height,
  rowsPerStrip,
  compression = 8,
  samples = 3,
  strip,
  strips,
  next = 0,
}: Shape): Buffer {
  const count = strips ?? Math.ceil(height / rowsPerStrip)
  const repeat = (value: number): number[] => Array.from({ length: count }, () => value)
  return tiff(
    (dataAt) => [
      { tag: 256, type: 4, values: [width] },
      { tag: 257, type: 4, values: [height] },
      { tag: 258, type: 3, values: Array.from({ length: Math.min(samples, 4) }, () => 8) },
      { tag: 259, type: 3, values: [compression] },
      { tag: 262, type: 3, values: [2] },
      { tag: 273, type: 4, values: repeat(dataAt) },
      { tag: 277, type: 3, values: [samples] },
      { tag: 278, type: 4, values: [rowsPerStrip] },
      { tag: 279, type: 4, values: repeat(strip.length) },
    ],
    strip,
    next,
  )
}

const small = { width: 16, height: 16, rowsPerStrip: 16, compression: 1, strip: Buffer.alloc(768) } as const

function emptyPage(next: number): Buffer {
  return Buffer.concat([u16le(1), u16le(256, 4), u32le(1, 16), u32le(next)])
}

/** Pages that lead from one to the next and, after the last, back to the first. */
function pages(count: number, isCyclic: boolean): Buffer {
  const first = striped(small)
  const at = (page: number): number => first.length + page * 18
  const chain = Array.from({ length: count }, (_, page) =>
    emptyPage(page + 1 < count ? at(page + 1) : isCyclic ? 8 : 0),
  )
  return Buffer.concat([striped({ ...small, next: at(0) }), ...chain])
}

export const tiffBombs: readonly Bomb[] = [
  bomb('TIFF whose page is followed by itself', () => striped({ ...small, next: 8 }), 'may'),
  bomb('TIFF whose three pages go round', () => pages(3, true), 'may'),
  bomb('TIFF of 60,000 pages', () => pages(60_000, false), 'may'),
  bomb(
    'TIFF of 100 megapixels in 50 KB',
    () => striped({ width: 10_000, height: 10_000, rowsPerStrip: 100, strip: deflatedZeros(3_000_000) }),
    'may',
  ),
  bomb(
    'TIFF of 100 megapixels in one strip',
    () => striped({ width: 10_000, height: 10_000, rowsPerStrip: 10_000, strip: deflatedZeros(300_000_000) }),
    'may',
  ),
  bomb('TIFF of 100 megapixels without data', () =>
    striped({ width: 10_000, height: 10_000, rowsPerStrip: 1, compression: 1, strip: Buffer.alloc(0) }),
  ),
  bomb('TIFF that claims 4 billion pixels a side', () =>
    striped({ ...small, width: 0xffffffff, height: 0xffffffff, strips: 1 }),
  ),
  bomb('TIFF that claims a row of 100 million pixels', () =>
    striped({ ...small, width: 100_000_000, height: 1, strips: 1 }),
  ),
  bomb('TIFF of 65,535 channels', () => striped({ ...small, samples: 65_535 })),
  bomb('TIFF whose strip list has 4 billion entries', () =>
    tiff(
      (at) => [
        { tag: 256, type: 4, values: [16] },
        { tag: 257, type: 4, values: [16] },
        { tag: 258, type: 3, values: [8, 8, 8] },
        { tag: 259, type: 3, values: [1] },
        { tag: 262, type: 3, values: [2] },
        { tag: 273, type: 4, values: [at], count: 0xffffffff },
        { tag: 277, type: 3, values: [3] },
        { tag: 278, type: 4, values: [16] },
        { tag: 279, type: 4, values: [768], count: 0xffffffff },
      ],
      Buffer.alloc(768),
    ),
  ),
  bomb('TIFF of LZW that never ends', () =>
    striped({ width: 9_000, height: 9_000, rowsPerStrip: 9_000, compression: 5, strip: Buffer.alloc(100_000, 0x80) }),
  ),
  bomb('BigTIFF whose directory lies behind the end of the world', () =>
    Buffer.concat([ascii('II+\0\x08\0\0\0'), Buffer.alloc(8, 0xff)]),
  ),
  bomb('TIFF that is only a header', () => ascii('MM\0*\xff\xff\xff\xff')),
]
