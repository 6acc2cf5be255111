import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exiftoolPath } from 'exiftool-vendored'
import sharp, { type Sharp } from 'sharp'

export type Rgb = readonly [number, number, number]

export const colours = {
  red: [200, 40, 40],
  green: [40, 180, 60],
  blue: [50, 60, 200],
  yellow: [220, 200, 60],
} as const

export const heicFixture = join(import.meta.dirname, 'fixtures/quarters.heic')
export const clearHeicFixture = join(import.meta.dirname, 'fixtures/half-clear.heic')

/** Four plain quarters: red, green above blue, yellow. Turned or mirrored it is never the same twice. */
export function quarters(width = 96, height = 64): Sharp {
  const pixels = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const isRight = x >= width / 2
      const above = isRight ? colours.green : colours.red
      const below = isRight ? colours.yellow : colours.blue
      pixels.set(y >= height / 2 ? below : above, (y * width + x) * 3)
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

/** A smooth picture of many colours, large enough for every encoder to have work. */
export function gradient(width: number, height: number): Sharp {
  const pixels = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      pixels.set([(x * 255) / width, (y * 255) / height, 128 + 60 * Math.sin((x + y) / 9)], (y * width + x) * 3)
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

/** A picture nothing compresses. */
export function noise(width: number, height: number, channels: 3 | 4 = 3): Sharp {
  let seed = 1
  const pixels = Buffer.alloc(width * height * channels)
  for (let index = 0; index < pixels.length; index += 1) {
    seed = (seed * 48_271) % 2_147_483_647
    pixels[index] = seed & 255
  }
  return sharp(pixels, { raw: { width, height, channels } })
}

/** 16-bit values that no 8-bit copy can hold: neighbours differ by less than 1/255. */
export function deepGradient(width: number, height: number): Sharp {
  const pixels = new Uint16Array(width * height * 3)
  for (let index = 0; index < width * height; index += 1) {
    pixels.set([20_000 + (index % width) * 16, 30_000 + (index % width) * 8, 10_000], index * 3)
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } }).toColourspace('rgb16')
}

/** Colour of a pixel given by its place from 0 to 1 in both directions, with the numbers as they are in the file. */
export async function pixelAt(file: string | Buffer, x: number, y: number): Promise<number[]> {
  const bytes = typeof file === 'string' ? readFileSync(file) : file
  const { data, info } = await sharp(bytes, { ignoreIcc: true }).raw().toBuffer({ resolveWithObject: true })
  const at = (Math.floor(y * (info.height - 1)) * info.width + Math.floor(x * (info.width - 1))) * info.channels
  return [...data.subarray(at, at + info.channels)]
}

/** Colours in the middle of the four quarters: top left, top right, bottom left, bottom right. */
export async function corners(file: string | Buffer): Promise<(keyof typeof colours | 'other')[]> {
  const places = [
    [0.25, 0.25],
    [0.75, 0.25],
    [0.25, 0.75],
    [0.75, 0.75],
  ] as const
  return Promise.all(places.map(async ([x, y]) => nearest(await pixelAt(file, x, y))))
}

export function distance(a: readonly number[], b: readonly number[]): number {
  return Math.max(...b.map((value, index) => Math.abs(value - (a[index] ?? NaN))))
}

function nearest(pixel: readonly number[]): keyof typeof colours | 'other' {
  const names = Object.keys(colours) as (keyof typeof colours)[]
  return names.find((name) => distance(pixel, colours[name]) < 45) ?? 'other'
}

/** Runs ExifTool and returns what it printed. */
export async function exiftool(...parameters: readonly string[]): Promise<string> {
  const path = await exiftoolPath()
  const [command, ...before] = process.platform === 'win32' ? [path] : ['perl', path]
  return execFileSync(command, [...before, ...parameters], { encoding: 'utf8' })
}

/** All metadata of a file by group and name, as ExifTool reads it. */
export async function tagsOf(path: string, ...parameters: readonly string[]): Promise<Record<string, unknown>> {
  const [tags] = JSON.parse(await exiftool('-json', '-G1', '-a', '-struct', '-n', ...parameters, path)) as [
    Record<string, unknown>,
  ]
  return tags
}

/** What no upload may ever contain. */
export const canary = 'CANARY-7b1f'

/** Puts the canary, and a position, into every place for metadata the format has. */
export async function plantCanary(path: string): Promise<void> {
  const text = [
    'Artist',
    'ImageDescription',
    'UserComment',
    'XMP-dc:Title',
    'XMP-dc:Creator',
    'IPTC:Keywords',
    'Comment',
  ]
  const position = ['GPSLatitude=51.5', 'GPSLatitudeRef=N', 'GPSLongitude=7.25', 'GPSLongitudeRef=E']
  await exiftool(
    '-q',
    '-q',
    '-m',
    '-overwrite_original',
    '-DateTimeOriginal=2024:05:06 07:08:09',
    '-XMP-exif:GPSLatitude=51.5',
    `-XMP-iptcExt:LocationShown={City=${canary},GPSLatitude=51.5}`,
    ...position.map((tag) => `-EXIF:${tag}`),
    ...text.map((tag) => `-${tag}=${canary}`),
    path,
  )
}

/** Whether a process is there and has not ended; one that nobody has collected yet has. */
export function isRunning(pid: number): boolean {
  try {
    return !execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .startsWith('Z')
  } catch {
    return false
  }
}

export function writeFixture(path: string, bytes: Buffer): string {
  writeFileSync(path, bytes)
  return path
}
