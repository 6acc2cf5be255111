import { readTiff, type IfdEntry } from './tiff-directory.ts'

const tags = { exifPointer: 0x8769, gpsPointer: 0x8825, interopPointer: 0xa005, takenAt: 0x9003 } as const
const maxGpsBytes = 16_384

/** The EXIF block without the marker some containers put before it. */
export function bareExif(block: Buffer): Buffer {
  return block.toString('latin1', 0, 6) === 'Exif\0\0' ? block.subarray(6) : block
}

/** `DateTimeOriginal` as ISO 8601 without a zone, which is how cameras write it; null where it is not a date. */
export function takenAt(exif: Buffer): string | null {
  const entry = readTiff(exif)
    ?.below(tags.exifPointer)
    .find(({ tag }) => tag === tags.takenAt)
  const match = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/.exec(entry?.text() ?? '')
  if (!match) return null
  const [, year, month, day, hour, minute, second] = match
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  return Number.isNaN(Date.parse(`${iso}Z`)) ? null : iso
}

/** Cameras that write Adobe RGB without a profile say so by the interoperability mark “R03” (DCF 2.0, 4.5.2.7). */
export function isMarkedAdobeRgb(exif: Buffer): boolean {
  const tiff = readTiff(exif)
  const pointer = tiff
    ?.below(tags.exifPointer)
    .find(({ tag }) => tag === tags.interopPointer)
    ?.numbers()[0]
  const marks = pointer === undefined ? [] : (tiff?.at(pointer) ?? [])
  return marks.find(({ tag }) => tag === 1)?.text() === 'R03'
}

/** A new EXIF block that holds the GPS directory and nothing else; null where there is no position. */
export function gpsOnly(exif: Buffer): Buffer | null {
  const tiff = readTiff(exif)
  const entries = tiff?.below(tags.gpsPointer) ?? []
  const size = entries.reduce((sum, { value }) => sum + value.length, 0)
  if (!tiff || entries.length === 0 || size > maxGpsBytes) return null
  return writeGps(entries, tiff.isLittleEndian)
}

function writeGps(entries: readonly IfdEntry[], isLittleEndian: boolean): Buffer {
  const gpsAt = 8 + 2 + 12 + 4
  const valuesAt = gpsAt + 2 + entries.length * 12 + 4
  const block = Buffer.alloc(valuesAt + entries.reduce((sum, { value }) => sum + outside(value), 0))
  const u16 = (at: number, value: number): unknown =>
    isLittleEndian ? block.writeUInt16LE(value, at) : block.writeUInt16BE(value, at)
  const u32 = (at: number, value: number): unknown =>
    isLittleEndian ? block.writeUInt32LE(value, at) : block.writeUInt32BE(value, at)
  const entry = (at: number, { tag, type, count }: Pick<IfdEntry, 'tag' | 'type' | 'count'>): void => {
    u16(at, tag)
    u16(at + 2, type)
    u32(at + 4, count)
  }

  block.write(isLittleEndian ? 'II' : 'MM', 'latin1')
  u16(2, 42)
  u32(4, 8)
  u16(8, 1)
  entry(10, { tag: tags.gpsPointer, type: 4, count: 1 })
  u32(18, gpsAt)
  u16(gpsAt, entries.length)
  let free = valuesAt
  for (const [index, gps] of entries.entries()) {
    const at = gpsAt + 2 + index * 12
    entry(at, gps)
    const valueAt = outside(gps.value) === 0 ? at + 8 : free
    if (valueAt === free) u32(at + 8, free)
    gps.value.copy(block, valueAt)
    free += outside(gps.value)
  }
  return block
}

/** Bytes a value takes behind the directory, kept even; short values lie in the entry itself. */
function outside(value: Buffer): number {
  return value.length <= 4 ? 0 : value.length + (value.length % 2)
}
