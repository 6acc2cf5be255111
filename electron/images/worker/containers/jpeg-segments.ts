import { damaged } from '../damaged.ts'

const marker = { soi: 0xd8, eoi: 0xd9, sos: 0xda, app0: 0xe0, app1: 0xe1, app2: 0xe2, app14: 0xee, com: 0xfe } as const

interface Segment {
  readonly marker: number
  /** With its marker; a scan is one segment with its entropy-coded data. */
  readonly bytes: Buffer
}

/**
 * The picture without anything private: no EXIF, XMP, IPTC, comment, thumbnail or second picture. What decoding needs
 * stays byte for byte, colour profile included. `exif` is put in where one is given.
 */
export function cleanJpeg(bytes: Buffer, exif: Buffer | null): Buffer[] {
  const kept = segments(bytes).flatMap((segment) => (segment.marker === marker.app0 ? bareJfif(segment) : segment))
  const isNeeded = ({ marker: found, bytes: content }: Segment): boolean => {
    if (found === marker.app0 || found === marker.app14) return true
    if (found === marker.app2) return content.toString('latin1', 4, 16) === 'ICC_PROFILE\0'
    return (found < marker.app0 || found > 0xef) && found !== marker.com
  }
  const block = exif === null ? [] : [appSegment(marker.app1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif]))]
  return insertAfterJfif(
    kept.filter((segment) => isNeeded(segment)),
    block,
  )
}

/** The same picture with a colour profile; for one that has none. */
export function jpegWithProfile(bytes: Buffer, icc: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1'), icc])
  return Buffer.concat(insertAfterJfif(segments(bytes), [appSegment(marker.app2, content)]))
}

function insertAfterJfif(all: readonly Segment[], inserted: readonly Buffer[]): Buffer[] {
  const jfif = all.findLastIndex((segment) => segment.marker === marker.app0)
  const at = Math.max(jfif, 0) + 1
  const parts = all.map((segment) => segment.bytes)
  return [...parts.slice(0, at), ...inserted, ...parts.slice(at)]
}

/** JFIF may carry a thumbnail; only its first 14 bytes are about the picture itself. JFXX is nothing but one. */
function bareJfif(segment: Segment): Segment[] {
  if (segment.bytes.toString('latin1', 4, 9) !== 'JFIF\0' || segment.bytes.length < 18) return []
  const content = Buffer.from(segment.bytes.subarray(4, 18))
  content.fill(0, 12)
  return [{ marker: marker.app0, bytes: appSegment(marker.app0, content) }]
}

function appSegment(kind: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, kind, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}

/** All segments from start to end of the first picture; what follows it is not part of it. */
function segments(bytes: Buffer): Segment[] {
  const found: Segment[] = [{ marker: marker.soi, bytes: bytes.subarray(0, 2) }]
  let at = 2
  while (at + 4 <= bytes.length || bytes[at + 1] === marker.eoi) {
    if (bytes[at] !== 0xff) break
    const kind = bytes[at + 1] ?? 0
    if (kind === 0xff) {
      at += 1
      continue
    }
    if (kind === marker.eoi) return [...found, { marker: kind, bytes: bytes.subarray(at, at + 2) }]
    const headEnd = at + 2 + bytes.readUInt16BE(at + 2)
    const end = kind === marker.sos ? scanEnd(bytes, headEnd) : headEnd
    if (end > bytes.length || headEnd < at + 4) break
    found.push({ marker: kind, bytes: bytes.subarray(at, end) })
    at = end
  }
  throw damaged('jpeg', 'The segments do not lead to the end of the picture.')
}

/** Entropy-coded data ends at the first marker that is neither a stuffed zero nor a restart. */
function scanEnd(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at)) {
    const next = bytes[at + 1]
    if (next === undefined) break
    if (next === 0xff) at += 1
    else if (next === 0 || (next >= 0xd0 && next <= 0xd7)) at += 2
    else return at
  }
  return bytes.length + 1
}
