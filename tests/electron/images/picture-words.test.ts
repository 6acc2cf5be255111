import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createMetadata } from '../../../electron/images/metadata.ts'
import { wordsOf } from '../../../electron/images/picture-words.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { exiftool } from './support.ts'

const camera = ['-Make=Canon', '-Model=EOS R5', '-LensModel=RF 50mm', '-Artist=Jörg Müller', '-Copyright=© 2024 Müller']
const words = [
  '-XMP-dc:Title=Harbour at dawn',
  '-XMP-dc:Subject=boat',
  '-XMP-dc:Subject=sea',
  '-Description=Two cranes',
]
const elsewhere = [
  '-GPSLatitude=51.5',
  '-GPSLatitudeRef=N',
  '-XMP-photoshop:City=Hamburg',
  '-Software=Gimp 3',
  '-Rating=5',
]

async function readFrom(
  format: 'jpeg' | 'png' | 'webp' | 'avif' | 'tiff',
  ...written: readonly string[]
): Promise<string> {
  const path = join(temporaryFolder(), `picture 100%.${format}`)
  await sharp({ create: { width: 64, height: 48, channels: 3, background: '#a04020' } })
    .toFormat(format)
    .toFile(path)
  if (written.length > 0) await exiftool('-q', '-m', '-overwrite_original', ...written, path)
  const metadata = createMetadata({ version: '1' })
  onTestFinished(() => metadata.end())
  return metadata.readWords(path)
}

describe('the words of a picture', () => {
  it.each(['jpeg', 'png', 'webp', 'avif', 'tiff'] as const)('are read from a %s', async (format) => {
    expect(await readFrom(format, ...camera, ...words, ...elsewhere)).toBe(
      'Canon · EOS R5 · RF 50mm · Jörg Müller · © 2024 Müller · Harbour at dawn · boat · sea · Two cranes',
    )
  })

  it('come from IPTC as well', async () => {
    const iptc = ['-IPTC:By-line=Ada', '-IPTC:ObjectName=Gate', '-IPTC:Keywords=brass', '-IPTC:Keywords=door']
    expect(await readFrom('jpeg', ...iptc, '-IPTC:Caption-Abstract=A gate')).toBe('Ada · Gate · brass · door · A gate')
  })

  it('are none where nobody wrote any', async () => {
    expect(await readFrom('jpeg')).toBe('')
  })

  it('are cut where there are too many, and the long description goes first', async () => {
    const text = await readFrom('jpeg', '-Make=Canon', `-ImageDescription=${'x'.repeat(60_000)}`, '-XMP-dc:Subject=sea')
    expect(text).toHaveLength(2_000)
    expect(text).toMatch(/^Canon · sea · x+$/)
  })

  it('say why where the file cannot be read', async () => {
    const metadata = createMetadata({ version: '1' })
    onTestFinished(() => metadata.end())
    await expect(metadata.readWords(join(temporaryFolder(), 'none.jpg'))).rejects.toMatchObject({
      code: 'worker-failed',
    })
  })
})

describe('hostile words', () => {
  it('lose control characters, marks of direction and halves of characters', () => {
    const tags = { Make: 'a\u0000b\u001B[31m\u202Ec\uD800d\u200B\nz', Artist: ' \u0007 ', Model: 5 }
    expect(wordsOf(tags)).toBe('a b [31m c d z · 5')
  })

  it('stay text where they are markup', () => {
    expect(wordsOf({ Title: '<img src=x onerror=alert(1)>' })).toBe('<img src=x onerror=alert(1)>')
  })

  it('are no end of keywords, and no binary or nested values', () => {
    const many = Array.from({ length: 100_000 }, (_, index) => `k${index}`)
    expect(wordsOf({ Keywords: many }).length).toBeLessThanOrEqual(2_000)
    expect(
      wordsOf({ Keywords: { deep: 'x' }, Subject: [[['kept']]], Artist: '(Binary data 9 bytes, use -b option)' }),
    ).toBe('kept')
  })

  it('are not cut in the middle of a character', () => {
    expect(wordsOf({ Title: `a${'😀'.repeat(2_000)}` })).toMatch(/^a(😀)+$/u)
  })

  it('never hold a place or a program', () => {
    expect(
      wordsOf({ GPSLatitude: 51.5, GPSPosition: '51 N', City: 'Hamburg', Location: 'Pier', Software: 'Gimp' }),
    ).toBe('')
  })
})
