/** Colour models a profile can be for, by the signature in its header (ICC.1, 7.2.6). */
const spaces: Readonly<Record<string, 'rgb' | 'grey' | 'other'>> = { 'RGB ': 'rgb', GRAY: 'grey' }

/** XYZ of the sRGB primaries, adapted to D50. */
const srgbPrimaries = {
  rXYZ: [0.436, 0.2225, 0.0139],
  gXYZ: [0.3851, 0.7169, 0.0971],
  bXYZ: [0.1431, 0.0606, 0.7141],
} as const
/** Finer than the difference between sRGB's curve and a plain gamma of 2.2. */
const tolerance = 0.003

/** What colours a profile describes; null where the bytes are no profile. */
export function profileSpace(icc: Buffer): 'rgb' | 'grey' | 'other' | null {
  if (icc.length < 132 || icc.toString('latin1', 36, 40) !== 'acsp') return null
  return spaces[icc.toString('latin1', 16, 20)] ?? 'other'
}

/** The name a profile gives itself. */
export function profileName(icc: Buffer): string {
  const tag = findTag(icc, 'desc')
  const name = tag === null ? '' : description(tag)
  return (
    name
      .replaceAll(/\p{Cc}+/gu, ' ')
      .trim()
      .slice(0, 100) || 'unnamed profile'
  )
}

/**
 * Whether the numbers mean sRGB. Primaries and curve decide, not the name: many programs embed sRGB under names of
 * their own, and a profile called sRGB may describe something else.
 */
export function isSrgb(icc: Buffer): boolean {
  if (profileSpace(icc) !== 'rgb') return false
  const hasPrimaries = Object.entries(srgbPrimaries).every(([signature, expected]) => {
    const tag = findTag(icc, signature)
    if (tag === null || tag.length < 20) return false
    return expected.every((value, index) => Math.abs(fixed(tag, 8 + index * 4) - value) < tolerance)
  })
  return hasPrimaries && ['rTRC', 'gTRC', 'bTRC'].every((signature) => hasSrgbCurve(findTag(icc, signature)))
}

function findTag(icc: Buffer, signature: string): Buffer | null {
  if (icc.length < 132) return null
  const count = Math.min(icc.readUInt32BE(128), 100)
  for (let index = 0; index < count; index += 1) {
    const at = 132 + index * 12
    if (at + 12 > icc.length) return null
    if (icc.toString('latin1', at, at + 4) !== signature) continue
    const start = icc.readUInt32BE(at + 4)
    const end = start + icc.readUInt32BE(at + 8)
    return end <= icc.length ? icc.subarray(start, end) : null
  }
  return null
}

function description(tag: Buffer): string {
  const type = tag.toString('latin1', 0, 4)
  if (type === 'desc' && tag.length >= 12) return tag.toString('latin1', 12, 12 + Math.min(tag.readUInt32BE(8), 200))
  if (type !== 'mluc' || tag.length < 28) return ''
  const [bytes, at] = [Math.min(tag.readUInt32BE(20), 400), tag.readUInt32BE(24)]
  const text = Buffer.from(tag.subarray(at, at + bytes - (bytes % 2)))
  return text.length % 2 === 0 ? text.swap16().toString('utf16le') : ''
}

function hasSrgbCurve(tag: Buffer | null): boolean {
  if (tag === null || tag.length < 12) return false
  return [0.02, 0.1, 0.25, 0.5, 0.75, 0.9].every((x) => {
    const expected = x <= 0.040_45 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4
    return Math.abs((curveAt(tag, x) ?? -1) - expected) < tolerance
  })
}

/** Value of a one-dimensional curve (ICC.1, 10.6 and 10.18); null for one that cannot be read. */
function curveAt(tag: Buffer, x: number): number | null {
  const type = tag.toString('latin1', 0, 4)
  if (type === 'para') return parametricAt(tag, x)
  if (type !== 'curv') return null
  const count = tag.readUInt32BE(8)
  if (count === 0) return x
  if (tag.length < 12 + count * 2) return null
  if (count === 1) return x ** (tag.readUInt16BE(12) / 256)
  const place = x * (count - 1)
  const below = Math.floor(place)
  const sample = (index: number): number => tag.readUInt16BE(12 + Math.min(index, count - 1) * 2) / 65_535
  return sample(below) + (sample(below + 1) - sample(below)) * (place - below)
}

function parametricAt(tag: Buffer, x: number): number | null {
  const kind = tag.readUInt16BE(8)
  const counts = [1, 3, 4, 5, 7]
  const count = counts[kind]
  if (count === undefined || tag.length < 12 + count * 4) return null
  const [g = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = Array.from({ length: count }, (_, i) =>
    fixed(tag, 12 + i * 4),
  )
  const power = (a * x + b) ** g
  if (kind <= 1) return x >= -b / a ? power : 0
  if (kind === 2) return x >= -b / a ? power + c : c
  return x >= d ? power + e : c * x + f
}

function fixed(tag: Buffer, at: number): number {
  return tag.readInt32BE(at) / 65_536
}
