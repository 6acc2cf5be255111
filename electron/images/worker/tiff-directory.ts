/** One entry of a TIFF or EXIF directory. */
export interface IfdEntry {
  readonly tag: number
  readonly type: number
  readonly count: number
  /** The value's bytes in the file's own byte order. */
  readonly value: Buffer
  /** The value as whole numbers, for the types BYTE, SHORT and LONG; empty for others. */
  numbers(): number[]
  text(): string
}

export interface TiffDirectories {
  readonly isLittleEndian: boolean
  first(): IfdEntry[]
  at(offset: number): IfdEntry[]
  /** Entries of the directory an entry of the first one points to; empty where there is none. */
  below(tag: number): IfdEntry[]
}

const typeBytes: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
}
const maxEntries = 512

/**
 * Reads the directories of a TIFF file or of an EXIF block, which is one. Nothing is trusted: what points outside the
 * bytes is left out, and no directory is followed by itself. Null where it is no classic TIFF.
 */
export function readTiff(bytes: Buffer): TiffDirectories | null {
  const order = bytes.toString('latin1', 0, 2)
  if (bytes.length < 8 || (order !== 'II' && order !== 'MM')) return null
  const isLittleEndian = order === 'II'
  const u16 = (at: number): number => (isLittleEndian ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at))
  const u32 = (at: number): number => (isLittleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at))
  if (u16(2) !== 42) return null

  const first = (): IfdEntry[] => at(u32(4))
  return { isLittleEndian, first, at, below }

  function at(offset: number): IfdEntry[] {
    if (offset < 8 || offset + 2 > bytes.length) return []
    const count = Math.min(u16(offset), maxEntries)
    const starts = Array.from({ length: count }, (_, index) => offset + 2 + index * 12)
    return starts.filter((start) => start + 12 <= bytes.length).flatMap((start) => entryAt(start) ?? [])
  }

  function below(tag: number): IfdEntry[] {
    const pointer = first()
      .find((entry) => entry.tag === tag)
      ?.numbers()[0]
    return pointer === undefined ? [] : at(pointer)
  }

  function entryAt(start: number): IfdEntry | null {
    const [tag, type, count] = [u16(start), u16(start + 2), u32(start + 4)]
    const size = (typeBytes[type] ?? 0) * count
    const from = size <= 4 ? start + 8 : u32(start + 8)
    if (size === 0 || from + size > bytes.length) return null
    const value = bytes.subarray(from, from + size)
    return { tag, type, count, value, numbers: () => numbersOf(value, type, isLittleEndian), text: () => textOf(value) }
  }
}

function numbersOf(value: Buffer, type: number, isLittleEndian: boolean): number[] {
  const width = typeBytes[type] ?? 1
  if (type !== 1 && type !== 3 && type !== 4 && type !== 13) return []
  const count = Math.min(value.length / width, 1024)
  return Array.from({ length: count }, (_, index) =>
    isLittleEndian ? value.readUIntLE(index * width, width) : value.readUIntBE(index * width, width),
  )
}

function textOf(value: Buffer): string {
  const text = value.toString('latin1')
  const end = text.indexOf('\0')
  return end < 0 ? text : text.slice(0, end)
}
