import type { Sharp } from 'sharp'
import type { Operations } from '../protocol.ts'
import { renderFailure } from './damaged.ts'
import { decode, readHeader } from './decoder.ts'
import { labChannels, toOklab } from './oklab.ts'
import { readPictureFile } from './read-file.ts'

/** Large enough to see a small change, small enough that noise and a shift by a pixel of the original vanish. */
const edge = 256
/** Proportions nearer than this are a matter of rounding. */
const sameProportions = 0.01
/** Distances in Oklab below this are hard to see, and what a JPEG of low quality makes of the same picture. */
const visible = 0.025
/** Colours differ in smaller numbers than lightness does; what is clear differs from everything. */
const weights = [1, 4, 4, 1] as const

interface Size {
  readonly width: number
  readonly height: number
}

interface Pixels extends Size {
  readonly lab: Float32Array
}

/**
 * The share of a picture, 0 to 1, that visibly differs in another one; both small, upright and in sRGB. Compression,
 * another size and a shift by a hair are not changes. Other proportions are stretched, cut or bordered, whichever fits
 * best: what a result lost at its edges counts as changed, and what it added there does not.
 */
export async function compare({ source, result }: Operations['compare']['task']): Promise<{ changed: number }> {
  const [before, after] = [await open(source), await open(result)]
  const scale = edge / Math.max(before.width, before.height)
  const size = {
    width: Math.max(1, Math.round(before.width * scale)),
    height: Math.max(1, Math.round(before.height * scale)),
  }
  const original = await render(before, size, 'fill')
  const proportion = (after.width * before.height) / (after.height * before.width)
  const fits =
    Math.abs(proportion - 1) < sameProportions ? (['fill'] as const) : (['fill', 'cover', 'contain'] as const)
  const shares: number[] = []
  for (const fit of fits) shares.push(shareOfChange(original, await render(after, size, fit)))
  return { changed: Math.min(...shares) }
}

interface Opened extends Size {
  readonly bytes: Buffer
}

async function open(path: string): Promise<Opened> {
  const bytes = await readPictureFile(path)
  const { width, height } = await readHeader(bytes).catch(asDamaged)
  return { bytes, width, height }
}

async function render({ bytes }: Opened, size: Size, fit: 'fill' | 'cover' | 'contain'): Promise<Pixels> {
  const clear = { r: 0, g: 0, b: 0, alpha: 0 }
  const pipeline: Sharp = decode(bytes)
    .ensureAlpha()
    .resize({ ...size, fit, background: clear })
    .blur()
    .toColourspace('srgb')
  return { ...size, lab: toOklab(await pipeline.raw().toBuffer().catch(asDamaged)) }
}

/** A thumbnail of ours that cannot be read. */
function asDamaged(thrown: unknown): never {
  throw renderFailure('webp', thrown)
}

function shareOfChange(one: Pixels, other: Pixels): number {
  const pixels = one.width * one.height
  let changed = 0
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    if (isForeign(one, other, pixel) || isForeign(other, one, pixel)) changed += 1
  }
  return changed / pixels
}

/**
 * Whether a pixel is neither like the same one of the other picture, which has the same size, nor between those around
 * it: at an edge that moved by part of a pixel it is.
 */
function isForeign(one: Pixels, other: Pixels, pixel: number): boolean {
  let squared = 0
  for (let channel = 0; channel < labChannels && squared <= visible ** 2; channel += 1) {
    const value = one.lab[pixel * labChannels + channel] ?? 0
    squared += (weights[channel] ?? 0) * outside(value, other, { pixel, channel }) ** 2
  }
  return squared > visible ** 2
}

/** How far a value lies outside those of the other picture at a place and right beside it. */
function outside(
  value: number,
  { lab, width, height }: Pixels,
  { pixel, channel }: { readonly pixel: number; readonly channel: number },
): number {
  const [x, y] = [pixel % width, Math.floor(pixel / width)]
  const [top, bottom] = [Math.max(0, y - 1), Math.min(height - 1, y + 1)]
  const [left, right] = [Math.max(0, x - 1), Math.min(width - 1, x + 1)]
  let [least, most] = [Infinity, -Infinity]
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) {
      const beside = lab[(row * width + column) * labChannels + channel] ?? 0
      if (beside < least) least = beside
      if (beside > most) most = beside
    }
  }
  return Math.max(0, least - value, value - most)
}
