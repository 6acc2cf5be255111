import type { OverlayOptions } from 'sharp'

/** Five by seven dots a letter, a row a number, the leftmost dot its highest bit. */
const letters: Readonly<Record<string, readonly number[]>> = {
  P: [30, 17, 17, 30, 16, 16, 16],
  R: [30, 17, 17, 30, 20, 18, 17],
  A: [14, 17, 17, 31, 17, 17, 17],
  C: [14, 17, 16, 16, 16, 17, 14],
  T: [31, 4, 4, 4, 4, 4, 4],
  I: [14, 4, 4, 4, 4, 4, 14],
  E: [31, 16, 16, 30, 16, 16, 31],
}
const word = 'PRACTICE'
const letterDots = 6
const margin = 2
const plate = { width: word.length * letterDots - 1 + 2 * margin, height: 7 + 2 * margin }
/** Part of the picture's width the plate takes. */
const share = 1 / 4

/**
 * A plate with the word PRACTICE for the lower right corner of a picture, so that nobody takes a simulated result for a
 * model's. On a picture too small for it, what fits of the plate is shown.
 */
export function practiceMark(picture: { readonly width: number; readonly height: number }): OverlayOptions {
  const scale = Math.max(1, Math.floor((picture.width * share) / plate.width))
  const width = Math.min(picture.width, plate.width * scale)
  const height = Math.min(picture.height, plate.height * scale)
  const pixels = Buffer.alloc(width * height * 4)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const isInk = isDot(Math.floor(x / scale) - margin, Math.floor(y / scale) - margin)
      pixels.writeUInt32BE(isInk ? 0xffffffff : 0x000000b0, (y * width + x) * 4)
    }
  }
  return { input: pixels, raw: { width, height, channels: 4 }, gravity: 'southeast' }
}

function isDot(column: number, row: number): boolean {
  const letter = letters[word[Math.floor(column / letterDots)] ?? '']
  const dot = column % letterDots
  return letter !== undefined && dot >= 0 && dot < 5 && (((letter[row] ?? 0) >> (4 - dot)) & 1) === 1
}
