import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bareExif, gpsOnly, isMarkedAdobeRgb, takenAt } from '../../../../electron/images/worker/exif.ts'
import { readTiff } from '../../../../electron/images/worker/tiff-directory.ts'

/** An EXIF block with one date in its EXIF directory. */
function block(date: string, isLittleEndian = true): Buffer {
  const bytes = Buffer.alloc(8 + 18 + 18 + 20)
  const u16 = (at: number, value: number): unknown =>
    isLittleEndian ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at)
  const u32 = (at: number, value: number): unknown =>
    isLittleEndian ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at)
  bytes.write(isLittleEndian ? 'II' : 'MM')
  u16(2, 42)
  u32(4, 8)
  u16(8, 1)
  u16(10, 0x8769)
  u16(12, 4)
  u32(14, 1)
  u32(18, 26)
  u16(26, 1)
  u16(28, 0x9003)
  u16(30, 2)
  u32(32, 20)
  u32(36, 44)
  bytes.write(`${date}\0`, 44, 'latin1')
  return bytes
}

describe('when a picture was taken', () => {
  it.each([true, false])('is read in both byte orders (little: %s)', (isLittleEndian) => {
    expect(takenAt(block('2024:05:06 07:08:09', isLittleEndian))).toBe('2024-05-06T07:08:09')
  })

  it.each(['0000:00:00 00:00:00', '    :  :     :  :  ', '2024:13:41 07:08:09', 'yesterday'])(
    'is unknown for “%s”',
    (date) => {
      expect(takenAt(block(date))).toBeNull()
    },
  )
})

describe('a block that lies', () => {
  it('never leads outside its bytes, never hangs and never throws', () => {
    const whole = block('2024:05:06 07:08:09')
    const lie = fc.record({
      at: fc.integer({ min: 0, max: whole.length - 1 }),
      value: fc.integer({ min: 0, max: 255 }),
    })
    fc.assert(
      fc.property(fc.array(lie, { maxLength: 12 }), fc.integer({ min: 0, max: whole.length }), (lies, kept) => {
        const bytes = Buffer.from(whole)
        for (const { at, value } of lies) bytes[at] = value
        const cut = bytes.subarray(0, kept)
        takenAt(cut)
        gpsOnly(cut)
        isMarkedAdobeRgb(cut)
      }),
    )
  })

  it('is no TIFF where it is shorter than a header or of another kind', () => {
    expect(readTiff(Buffer.from('II*'))).toBeNull()
    expect(readTiff(Buffer.from('II+\0\x08\0\0\0'))).toBeNull()
    expect(readTiff(Buffer.from('XX*\0\x08\0\0\0'))).toBeNull()
  })
})

it('is found behind the marker some containers put before it', () => {
  expect(bareExif(Buffer.from('Exif\0\0II*\0')).toString('latin1')).toBe('II*\0')
  expect(bareExif(Buffer.from('II*\0')).toString('latin1')).toBe('II*\0')
})
