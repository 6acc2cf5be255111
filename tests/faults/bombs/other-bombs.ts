import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { bomb, type Bomb } from './bomb.ts'
import { ascii, u16le, u32be, u32le } from './bytes.ts'

const heic = new URL('../../electron/images/fixtures/quarters.heic', import.meta.url)

function flat(): ReturnType<typeof sharp> {
  return sharp({ create: { width: 64, height: 64, channels: 3, background: { r: 9, g: 90, b: 200 } } })
}

/** A GIF of the given screen whose frames hold the data of one dot each, whatever size they claim. */
function gif([width, height]: readonly [number, number], frames: number, claimed = 1): Buffer {
  const dot = Buffer.concat([ascii('\x2c'), u16le(0, 0, claimed, claimed), ascii('\0\x02\x02\x44\x01\0')])
  return Buffer.concat([
    ascii('GIF89a'),
    u16le(width, height),
    ascii('\x80\0\0\0\0\0\xff\xff\xff'),
    ...Array.from({ length: frames }, () => dot),
    ascii(';'),
  ])
}

function riff(...chunks: readonly Buffer[]): Buffer {
  const body = Buffer.concat([ascii('WEBP'), ...chunks])
  return Buffer.concat([ascii('RIFF'), u32le(body.length), body])
}

function u24le(value: number): Buffer {
  return u32le(value).subarray(0, 3)
}

function webpChunk(name: string, content: Buffer): Buffer {
  return Buffer.concat([ascii(name), u32le(content.length), content, Buffer.alloc(content.length % 2)])
}

function canvas(width: number, height: number, flags: number): Buffer {
  return webpChunk('VP8X', Buffer.concat([u32le(flags), u24le(width - 1), u24le(height - 1)]))
}

async function manyFrames(width: number, height: number, count: number): Promise<Buffer> {
  const still = (await flat().resize(2, 2).webp({ lossless: true }).toBuffer()).subarray(12)
  const frame = webpChunk(
    'ANMF',
    Buffer.concat([u24le(0), u24le(0), u24le(1), u24le(1), u24le(10), Buffer.from([0]), still]),
  )
  const all = Array.from({ length: count }, () => frame)
  return riff(canvas(width, height, 2), webpChunk('ANIM', Buffer.alloc(6)), ...all)
}

/** HEIF files say the size in a box of its own; everything else is as it was. */
function claiming(bytes: Buffer, side: number): Buffer {
  const copy = Buffer.from(bytes)
  for (let at = copy.indexOf('ispe'); at >= 0; at = copy.indexOf('ispe', at + 4)) u32be(side, side).copy(copy, at + 8)
  return copy
}

function nestedBoxes(depth: number): Buffer {
  const start = ascii('\0\0\0\x18ftypheic\0\0\0\0mif1heic')
  const boxes = Array.from({ length: depth }, (_, index) =>
    Buffer.concat([u32be((depth - index) * 12), ascii('meta\0\0\0\0')]),
  )
  return Buffer.concat([start, ...boxes])
}

function endless(bytes: Buffer, box: string): Buffer {
  const copy = Buffer.from(bytes)
  const at = copy.indexOf(box)
  copy.fill(0xff, at + 8, at + 16)
  return copy
}

async function lossless16k(): Promise<Buffer> {
  const bytes = await flat().webp({ lossless: true }).toBuffer()
  const head = bytes.indexOf(0x2f, 20)
  u32le((16_383 | (16_383 << 14)) >>> 0).copy(bytes, head + 1)
  return bytes
}

export const otherBombs: readonly Bomb[] = [
  bomb('GIF with a screen of 4,295 megapixels', () => gif([65_535, 65_535], 1), 'may'),
  bomb('GIF with a frame of 4,295 megapixels', () => gif([65_535, 65_535], 1, 65_535)),
  bomb('GIF with three frames of 99 megapixels', () => gif([9_950, 9_950], 3, 9_950), 'may'),
  bomb('GIF with a screen of 99 megapixels', () => gif([9_950, 9_950], 1), 'may'),
  bomb('GIF with 50,000 frames', () => gif([2, 2], 50_000), 'may'),
  bomb('GIF with a screen of 49 megapixels and 2,000 frames', () => gif([7000, 7000], 2000), 'may'),
  bomb('GIF whose pixels never end', () =>
    Buffer.concat([
      gif([3000, 3000], 0).subarray(0, -1),
      ascii('\x2c'),
      u16le(0, 0, 3000, 3000),
      ascii('\0\x02'),
      Buffer.alloc(256, 0xff),
    ]),
  ),
  bomb('WebP with a canvas of 268 megapixels', () => riff(canvas(16_384, 16_384, 0))),
  bomb('WebP with a canvas of 2^48 pixels', () => riff(canvas(1 << 24, 1 << 24, 0))),
  bomb('lossless WebP that claims 268 megapixels', lossless16k),
  bomb('animated WebP of 99 megapixels and 500 frames', () => manyFrames(9_950, 9_950, 500), 'may'),
  bomb('animated WebP of 20,000 frames', () => manyFrames(2, 2, 20_000), 'may'),
  bomb('AVIF that claims 65,535 pixels a side', async () => claiming(await flat().avif().toBuffer(), 65_535)),
  bomb('AVIF that claims 23 megapixels', async () => claiming(await flat().avif().toBuffer(), 4_800)),
  bomb('HEIC that claims 65,535 pixels a side', () => claiming(readFileSync(heic), 65_535)),
  bomb('HEIC that claims 23 megapixels', () => claiming(readFileSync(heic), 4_800)),
  bomb('HEIC with 10,000 boxes in each other', () => nestedBoxes(10_000)),
  bomb('HEIC whose places have no end', () => endless(readFileSync(heic), 'iloc')),
  bomb('HEIC whose list of parts has no end', () => endless(readFileSync(heic), 'iinf')),
]
