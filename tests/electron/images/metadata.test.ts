import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, copyFileSync, mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createMetadata, type MetadataFiles, type MetadataOptions } from '../../../electron/images/metadata.ts'
import type { Provenance } from '../../../electron/images/provenance.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { canary, exiftool, gradient, isRunning, plantCanary, quarters, tagsOf, writeFixture } from './support.ts'

const formats = ['jpeg', 'png', 'webp', 'tiff', 'avif'] as const
const keep = { metadata: 'keep', keepGps: false } as const
const aiSourceType = 'http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia'

const provenance: Provenance = {
  model: 'runflow/reve/edit',
  prompt: 'Make it "red", {not} [blue] | 100 % & <b>größer</b> &amp; 😀\nSecond line\twith # tab',
  runId: 'run_1',
  attemptId: 'attempt-1',
  itemId: 'item-1',
  sourceSha256: 'f'.repeat(64),
  isAiGenerated: true,
  isPractice: false,
}

function start(options: Partial<MetadataOptions> = {}): MetadataFiles {
  const metadata = createMetadata({ version: '0.1.0', ...options })
  onTestFinished(() => metadata.end())
  return metadata
}

/** A photograph with everything a camera and an editor leave in it; made once, because ExifTool is slow to start. */
let photographed: Promise<Buffer> | undefined

async function photograph(path = join(temporaryFolder(), 'source.jpg')): Promise<string> {
  photographed ??= takePhotograph()
  return writeFixture(path, await photographed)
}

async function takePhotograph(): Promise<Buffer> {
  const folder = temporaryFolder()
  const thumbnail = writeFixture(join(folder, 'small.jpg'), await quarters(32, 24).jpeg().toBuffer())
  const path = writeFixture(join(folder, 'source.jpg'), await gradient(120, 80).jpeg().toBuffer())
  await plantCanary(path)
  await exiftool(
    '-q',
    '-overwrite_original',
    '-Make=Camera',
    '-LensModel=50 mm',
    '-EXIF:Orientation#=6',
    '-XMP-tiff:Orientation#=6',
    '-ExifImageWidth=120',
    '-InteropIndex=R03',
    '-EXIF:ColorSpace#=65535',
    '-XMP-xmp:Rating=4',
    '-IPTC:City=Köln',
    '-XMP-xmpMM:History={Action=saved,SoftwareAgent=Photo Program 7}',
    `-ThumbnailImage<=${thumbnail}`,
    path,
  )
  return readFileSync(path)
}

async function result(format: (typeof formats)[number] = 'jpeg', name = 'finished'): Promise<string> {
  const options = format === 'tiff' ? { compression: 'lzw' } : {}
  const bytes = await gradient(90, 60).withIccProfile('p3').toFormat(format, options).toBuffer()
  return writeFixture(join(temporaryFolder(), name), bytes)
}

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

describe('what cannot be done', () => {
  it('leaves a target that is no picture as it was', async () => {
    const target = writeFixture(join(temporaryFolder(), 'finished'), Buffer.from('no picture'))
    const task = { target, source: await photograph(), provenance, rules: keep }
    await expect(start().write(task)).rejects.toMatchObject({ code: 'worker-failed' })
    expect(readFileSync(target, 'utf8')).toBe('no picture')
    expect(readdirSync(dirname(target))).toEqual(['finished'])
  })

  it('writes the provenance alone where the source is gone, and says so', async () => {
    const [metadata, target] = [start(), await result()]
    const source = join(temporaryFolder(), 'gone.jpg')
    await expect(metadata.write({ target, source, provenance, rules: keep })).rejects.toMatchObject({
      code: 'worker-failed',
      message: 'The metadata of the source cannot be carried over; only the provenance was written.',
    })
    expect(await metadata.readProvenance(target)).toMatchObject({ itemId: 'item-1' })
  })

  it('carries over what a source has that is no picture: nothing', async () => {
    const [metadata, target] = [start(), await result()]
    const source = writeFixture(join(temporaryFolder(), 'text.jpg'), Buffer.from('text'))
    await metadata.write({ target, source, provenance, rules: keep })
    expect(await metadata.readProvenance(target)).toMatchObject({ itemId: 'item-1' })
  })

  it.skipIf(process.platform === 'win32')('says in one sentence that Perl is missing', async () => {
    const metadata = start({ perlPlaces: { usual: '/nowhere/perl', searchPath: '' } })
    await expect(metadata.readProvenance(await result())).rejects.toMatchObject({
      code: 'worker-failed',
      message: 'ExifTool needs Perl, which this system lacks; install the package “perl”.',
    })
  })

  it('says that ExifTool is missing or does not start, and tries again the next time', async () => {
    const target = await result()
    await expect(
      start({ exiftoolPath: join(temporaryFolder(), 'exiftool') }).readProvenance(target),
    ).rejects.toMatchObject({ code: 'worker-failed' })
    const folder = temporaryFolder()
    const program = writeFixture(join(folder, 'perl'), Buffer.from('#!/nowhere/sh\n'))
    chmodSync(program, 0o755)
    const metadata = start({ perlPlaces: { usual: program, searchPath: '' } })
    for (const _ of [1, 2]) {
      await expect(metadata.readProvenance(target)).rejects.toMatchObject({ code: 'worker-failed' })
    }
  })
})

describe.skipIf(process.platform === 'win32')('the ExifTool process', () => {
  it('gets no key and no configuration of the user', async () => {
    const folder = temporaryFolder()
    const seen = join(folder, 'environment')
    const program = writeFixture(join(folder, 'perl'), Buffer.from(`#!/bin/sh\nenv > '${seen}'\nexec perl "$@"\n`))
    chmodSync(program, 0o755)
    mkdirSync(join(folder, '.ExifTool_config'))
    const before = { ...process.env }
    onTestFinished(() => {
      process.env = before
    })
    Object.assign(process.env, { RUNFLOW_API_KEY: canary, AIMLAPI_API_KEY: canary, EXIFTOOL_HOME: folder })
    await start({ perlPlaces: { usual: program, searchPath: '' } }).readProvenance(await result())
    const names = readFileSync(seen, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split('=')[0])
    expect(
      names.filter((name) => !['LANG', 'PWD', '_', 'SHLVL', 'OLDPWD', 'TMPDIR', 'TEMP', 'TMP'].includes(name!)),
    ).toEqual([])
  })

  it('lets this process end when nothing else is to be done, and ends with it when it is killed', async () => {
    const [target, copy] = [await result(), join(temporaryFolder(), 'copy')]
    copyFileSync(target, copy)
    const parent = join(import.meta.dirname, 'metadata-parent.ts')
    expect(execFileSync(process.execPath, [parent, target], { encoding: 'utf8', timeout: 20_000 })).toBe('null\n')

    const child = spawn(process.execPath, [parent, copy, 'stay'], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    const exiftoolPid = Number(execFileSync('ps', ['-o', 'pid=', '--ppid', String(child.pid)], { encoding: 'utf8' }))
    expect(isRunning(exiftoolPid)).toBe(true)
    child.kill('SIGKILL')
    await vi.waitFor(() => expect(isRunning(exiftoolPid)).toBe(false), { timeout: 10_000 })
  }, 40_000)

  it('is ended by end(), and started again by the next call', async () => {
    const [metadata, target] = [start(), await result()]
    await metadata.end()
    await metadata.readProvenance(target)
    await metadata.end()
    expect(await metadata.readProvenance(target)).toBeNull()
  })
})
