import { readFileSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { formats, keep, photograph, provenance, result, start } from './metadata-support.ts'
import { canary, exiftool, plantCanary, quarters, tagsOf, writeFixture } from './support.ts'

const aiSourceType = 'http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia'

async function pixels(path: string): Promise<Buffer> {
  return sharp(readFileSync(path), { ignoreIcc: true }).raw().toBuffer()
}

describe.each(formats)('a result in %s', (format) => {
  it('takes over what the source says, and not what was true of its pixels alone', async () => {
    const [metadata, source, target] = [start(), await photograph(), await result(format)]
    const before = { pixels: await pixels(target), icc: (await sharp(readFileSync(target)).metadata()).icc }

    await metadata.write({ target, source, provenance, rules: keep })

    const tags = await tagsOf(target)
    expect(tags).toMatchObject({
      'IFD0:Make': 'Camera',
      'IFD0:Artist': canary,
      'IFD0:Orientation': 1,
      'ExifIFD:LensModel': '50 mm',
      'ExifIFD:DateTimeOriginal': '2024:05:06 07:08:09',
      'XMP-dc:Title': canary,
      'XMP-xmp:Rating': 4,
    })
    if (format === 'jpeg' || format === 'tiff') expect(tags).toMatchObject({ 'IPTC:City': 'Köln' })
    const names = Object.keys(tags)
    expect(names.filter((name) => /Thumbnail|Preview|^IFD1|ExifImage|Interop|XMP-tiff/.test(name))).toEqual([])
    expect(await pixels(target)).toEqual(before.pixels)
    expect((await sharp(readFileSync(target)).metadata()).icc).toEqual(before.icc)
    expect((await sharp(readFileSync(target)).metadata()).orientation ?? 1).toBe(1)
  })

  it('loses what it carried itself', async () => {
    const [metadata, target] = [start(), await result(format)]
    await plantCanary(target)
    const source = writeFixture(join(temporaryFolder(), 'source.jpg'), await quarters().jpeg().toBuffer())
    await exiftool('-q', '-overwrite_original', '-Make=Camera', '-XMP-xmp:Rating=4', source)
    await metadata.write({ target, source, provenance, rules: keep })
    expect(await tagsOf(target)).toMatchObject({ 'IFD0:Make': 'Camera', 'XMP-xmp:Rating': 4 })
    expect(JSON.stringify(await tagsOf(target))).not.toContain(canary)
    expect(await exiftool('-GPS*', '-XMP:*GPS*', '-s3', target)).toBe('')
  })

  it('carries no position, wherever the source holds one, unless asked', async () => {
    const [metadata, source, target] = [start(), await photograph(), await result(format)]
    await metadata.write({ target, source, provenance, rules: keep })
    expect(JSON.stringify(await tagsOf(target))).not.toContain('51.5')
    expect(await exiftool('-GPS*', '-XMP:*GPS*', '-s3', target)).toBe('')

    await metadata.write({ target, source, provenance, rules: { metadata: 'keep', keepGps: true } })
    expect((await tagsOf(target))['GPS:GPSLatitude']).toBeCloseTo(51.5)
  })

  it('carries the provenance, word for word, and the mark of a model', async () => {
    const [metadata, source, target] = [start(), await photograph(), await result(format)]
    await metadata.write({ target, source, provenance, rules: keep })
    expect(await metadata.readProvenance(target)).toEqual({ ...provenance, version: '0.1.0' })
    expect(await tagsOf(target)).toMatchObject({
      'XMP-xmp:CreatorTool': 'Lightbench 0.1.0',
      'XMP-iptcExt:DigitalSourceType': aiSourceType,
      'XMP-iptcExt:AISystemUsed': 'runflow/reve/edit',
      'XMP-iptcExt:AIPromptInformation': provenance.prompt,
      'XMP-xmpMM:History': [{ SoftwareAgent: 'Photo Program 7' }, { SoftwareAgent: 'Lightbench 0.1.0' }],
    })
  })

  it('carries the provenance alone where no metadata is wanted', async () => {
    const [metadata, source, target] = [start(), await photograph(), await result(format)]
    await plantCanary(target)
    await metadata.write({ target, source, provenance, rules: { metadata: 'none', keepGps: true } })
    expect(readFileSync(target).includes(canary)).toBe(false)
    expect(await exiftool('-GPS*', '-XMP:*GPS*', '-Make', '-s3', target)).toBe('')
    expect(await metadata.readProvenance(target)).toMatchObject({ itemId: 'item-1' })
    expect((await sharp(readFileSync(target)).metadata()).icc).toBeDefined()
  })
})

describe('provenance', () => {
  it.each([
    ['of an edit on this machine', { isAiGenerated: false }],
    ['of practice', { isPractice: true }],
  ])('%s claims no model', async (_, changes) => {
    const [metadata, source, target] = [start(), await photograph(), await result()]
    await metadata.write({ target, source, provenance: { ...provenance, ...changes }, rules: keep })
    expect(Object.keys(await tagsOf(target)).filter((name) => /DigitalSourceType|:AI/.test(name))).toEqual([])
    expect(await metadata.readProvenance(target)).toMatchObject(changes)
  })

  it('of a result edited again is the newest', async () => {
    const [metadata, first, second] = [start(), await result('jpeg'), await result('png')]
    await metadata.write({ target: first, source: await photograph(), provenance, rules: keep })
    const again = { ...provenance, prompt: 'Now blue', runId: null }
    await metadata.write({ target: second, source: first, provenance: again, rules: keep })
    expect(await metadata.readProvenance(second)).toMatchObject({ prompt: 'Now blue', runId: null })
  })

  it('with characters XMP cannot hold is still there', async () => {
    const [metadata, source, target] = [start(), await photograph(), await result()]
    const odd = { ...provenance, prompt: ' \u0001\u0008bell\u007f \ud800 end\r\n' }
    await metadata.write({ target, source, provenance: odd, rules: keep })
    expect((await metadata.readProvenance(target))?.prompt).toContain('bell')
  })

  it('is none in a picture of someone else', async () => {
    expect(await start().readProvenance(await photograph())).toBeNull()
  })
})

describe('names', () => {
  const posix = ['with\nline break.jpg', 'with\r\n-o x.jpg']
  const names = [
    '100%d %f %%.jpg',
    '#hash [a].jpg',
    '-delete_original.jpg',
    'ünï 日本 😀.jpg',
    'quote\'"`$(x);.jpg',
    '@.jpg',
  ]
  const all = process.platform === 'win32' ? names.slice(0, 4) : [...names, ...posix]

  it.each(all)('%j is read, written and read back', async (name) => {
    const metadata = start()
    const source = await photograph(join(temporaryFolder(), name))
    const original = readFileSync(source)
    const target = await result('jpeg', name)
    await metadata.write({ target, source, provenance, rules: keep })
    expect(await metadata.readProvenance(target)).toMatchObject({ itemId: 'item-1' })
    expect((await metadata.readProvenance(source)) ?? 'none').toBe('none')
    expect(readFileSync(target).includes('50 mm')).toBe(true)
    expect(readFileSync(source).equals(original)).toBe(true)
    expect(readdirSync(dirname(target))).toEqual([basename(target)])
  })
})
