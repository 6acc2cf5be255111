import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { cleaned, isCleanable } from '../../../../../electron/images/worker/containers/clean.ts'
import { allPictureFormats } from '../../../../../shared/domain/picture.ts'
import { quarters } from '../../support.ts'

const size = { width: 96, height: 64 }

function clean(format: 'jpeg' | 'png' | 'webp', bytes: Buffer, exif: Buffer | null = null): Buffer {
  return Buffer.concat(cleaned(format, { bytes, ...size }, exif)!)
}

function latin1(text: string): Buffer {
  return Buffer.from(text, 'latin1')
}

describe('cleaning a JPEG', () => {
  const head = latin1('\xff\xda\0\x04\x01\x00')
  const scan = latin1('ab\xff\0cd\xff\xd0ef\xff\xd7gh')
  const end = latin1('\xff\xd9')

  it('takes a scan whole, with stuffed zeros and restart markers, and what comes between scans', () => {
    const bytes = Buffer.concat([latin1('\xff\xd8'), head, scan, latin1('\xff\xc4\0\x04xy'), head, scan, end])
    expect(clean('jpeg', bytes)).toEqual(bytes)
  })

  it('keeps the profile and the Adobe mark, and no other application segment', () => {
    const icc = latin1('\xff\xe2\0\x12ICC_PROFILE\0\x01\x01zz')
    const adobe = latin1('\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\x01')
    const others = [
      '\xff\xe1\0\x06Exif',
      '\xff\xe2\0\x06MPF\0',
      '\xff\xed\0\x06Phot',
      '\xff\xef\0\x03x',
      '\xff\xfe\0\x05abc',
    ]
    const bytes = Buffer.concat([latin1('\xff\xd8'), ...others.map(latin1), icc, adobe, head, scan, end])
    expect(clean('jpeg', bytes)).toEqual(Buffer.concat([latin1('\xff\xd8'), icc, adobe, head, scan, end]))
  })

  it.each([
    ['without an end', Buffer.concat([latin1('\xff\xd8'), head, scan])],
    ['with a segment that leads outside', latin1('\xff\xd8\xff\xdb\xff\xffab\xff\xd9')],
    ['with a length that leads nowhere', latin1('\xff\xd8\xff\xdb\0\0\xff\xd9\0\0')],
    ['with bytes between segments', latin1('\xff\xd8\0\0\xff\xd9\0\0')],
  ])('refuses one %s', (_, bytes) => {
    expect(() => clean('jpeg', bytes)).toThrow('damaged')
  })
})

describe('cleaning a WebP', () => {
  it('leaves a plain file byte for byte', async () => {
    const bytes = await quarters().webp().toBuffer()
    expect(clean('webp', bytes)).toEqual(bytes)
  })

  it('says in the extended header what is left', async () => {
    const bytes = await quarters()
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>')
      .withExif({ IFD0: { Artist: 'me' } })
      .webp()
      .toBuffer()
    const made = clean('webp', bytes)
    expect(await sharp(made).metadata()).not.toMatchObject({ exif: expect.anything() as unknown })
    expect(made[20]! & 0x0c).toBe(0)
    expect(made.readUInt32LE(4)).toBe(made.length - 8)
  })

  it.each([
    ['that is cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 4)],
    ['whose chunk leads outside', (bytes: Buffer) => (bytes.writeUInt32LE(1_000_000, 16), bytes)],
  ])('refuses one %s', async (_, damage) => {
    const bytes = damage(await quarters().webp().toBuffer())
    expect(() => clean('webp', bytes)).toThrow('damaged')
  })
})

describe('cleaning a PNG', () => {
  it('leaves a plain file byte for byte', async () => {
    const bytes = await sharp(await quarters().png().toBuffer())
      .png()
      .toBuffer()
    const made = clean('png', bytes)
    expect(made.includes('IDAT')).toBe(true)
    expect(clean('png', made)).toEqual(made)
  })

  it('drops the frames of an animation', () => {
    const chunk = (type: string, content = ''): Buffer =>
      Buffer.concat([Buffer.from([0, 0, 0, content.length]), latin1(type + content), Buffer.alloc(4)])
    const kept = [chunk('IHDR', 'header'), chunk('IDAT', 'pixels'), chunk('IEND')]
    const [header, pixels, end] = kept
    const start = latin1('\x89PNG\r\n\x1a\n')
    const bytes = Buffer.concat([start, header!, chunk('acTL', 'x'), pixels!, chunk('fdAT', 'y'), end!, latin1('rest')])
    expect(clean('png', bytes)).toEqual(Buffer.concat([start, ...kept]))
  })
})

it('is offered for three formats and no other', () => {
  for (const format of allPictureFormats) {
    const bytes = Buffer.alloc(0)
    if (isCleanable(format)) expect(['jpeg', 'png', 'webp']).toContain(format)
    else expect(cleaned(format, { bytes, ...size }, null)).toBeNull()
  }
})
