import { readFileSync } from 'node:fs'
import sharp, { type Sharp } from 'sharp'

export interface Base {
  readonly kind: string
  readonly bytes: Buffer
}

const fixtures = new URL('../../electron/images/fixtures/', import.meta.url)

/** Small whole pictures of every format and of the variants whose decoders differ; all of them open. */
export async function makeBases(): Promise<Base[]> {
  const made = await Promise.all(
    Object.entries(recipes).map(async ([kind, make]) => ({ kind, bytes: await (await make()).toBuffer() })),
  )
  const heics = ['quarters.heic', 'half-clear.heic'].map((name) => ({
    kind: `HEIC ${name}`,
    bytes: readFileSync(new URL(name, fixtures)),
  }))
  return [...made, ...heics]
}

const recipes: Readonly<Record<string, () => Sharp | Promise<Sharp>>> = {
  JPEG: () => pattern(24, 16).jpeg({ quality: 80 }),
  'JPEG progressive': () => pattern(24, 16).jpeg({ progressive: true }),
  'JPEG 4:4:4 restart': () => pattern(40, 24).jpeg({ chromaSubsampling: '4:4:4', optimiseCoding: false }),
  'JPEG grey': () => pattern(24, 16).greyscale().jpeg(),
  'JPEG CMYK': () => pattern(24, 16).toColourspace('cmyk').jpeg(),
  'JPEG with EXIF and profile': () => described(pattern(24, 16).jpeg()),
  PNG: () => pattern(24, 16).png(),
  'PNG alpha': () => pattern(24, 16).ensureAlpha(0.4).png(),
  'PNG 16 bit': () => pattern(16, 12).toColourspace('rgb16').png(),
  'PNG palette': () => pattern(24, 16).png({ palette: true, colours: 16 }),
  'PNG interlaced': () => pattern(24, 16).png({ progressive: true }),
  'PNG with EXIF and profile': () => described(pattern(24, 16).png()),
  WebP: () => pattern(24, 16).webp({ effort: 0 }),
  'WebP lossless': () => pattern(24, 16).ensureAlpha(0.5).webp({ lossless: true, effort: 0 }),
  'WebP with EXIF and profile': () => described(pattern(24, 16).webp({ effort: 0 })),
  'WebP animated': async () => (await animation()).webp({ effort: 0 }),
  AVIF: () => pattern(16, 16).avif({ effort: 0 }),
  'AVIF alpha': () => pattern(16, 16).ensureAlpha(0.5).avif({ effort: 0 }),
  TIFF: () => pattern(16, 12).tiff({ compression: 'none' }),
  'TIFF LZW': () => pattern(16, 12).tiff({ compression: 'lzw', predictor: 'horizontal' }),
  'TIFF deflate tiles': () =>
    pattern(40, 24).tiff({ compression: 'deflate', tile: true, tileWidth: 16, tileHeight: 16 }),
  'TIFF JPEG': () => pattern(32, 16).tiff({ compression: 'jpeg' }),
  'TIFF 16 bit': () => pattern(12, 8).toColourspace('rgb16').tiff({ compression: 'none' }),
  'TIFF BigTIFF': () => pattern(16, 12).tiff({ compression: 'none', bigtiff: true }),
  'TIFF bilevel': () => pattern(16, 12).threshold().tiff({ bitdepth: 1, compression: 'lzw' }),
  GIF: () => pattern(24, 16).gif({ effort: 1 }),
  'GIF animated': async () => (await animation()).gif({ effort: 1 }),
}

function pattern(width: number, height: number, shift = 0): Sharp {
  const pixels = Buffer.alloc(width * height * 3)
  for (let index = 0; index < pixels.length; index += 1) pixels[index] = (index * 37 + (index >> 4) * 11 + shift) & 255
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

function described(picture: Sharp): Sharp {
  return picture.withMetadata({
    icc: 'p3',
    orientation: 6,
    exif: {
      IFD0: { Artist: 'somebody', ImageDescription: 'a pattern' },
      IFD2: { DateTimeOriginal: '2024:05:06 07:08:09' },
    },
  })
}

async function animation(): Promise<Sharp> {
  const frames = await Promise.all([0, 90, 170].map((shift) => pattern(20, 12, shift).png().toBuffer()))
  return sharp(frames, { join: { animated: true } })
}
