import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createMetadata, type MetadataFiles, type MetadataOptions } from '../../../electron/images/metadata.ts'
import type { Provenance } from '../../../electron/images/provenance.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { exiftool, gradient, plantCanary, quarters, writeFixture } from './support.ts'

export const formats = ['jpeg', 'png', 'webp', 'tiff', 'avif'] as const
export const keep = { metadata: 'keep', keepGps: false } as const

export const provenance: Provenance = {
  model: 'runflow/reve/edit',
  prompt: 'Make it "red", {not} [blue] | 100 % & <b>größer</b> &amp; 😀\nSecond line\twith # tab',
  runId: 'run_1',
  attemptId: 'attempt-1',
  itemId: 'item-1',
  sourceSha256: 'f'.repeat(64),
  isAiGenerated: true,
  isPractice: false,
}

export function start(options: Partial<MetadataOptions> = {}): MetadataFiles {
  const metadata = createMetadata({ version: '0.1.0', ...options })
  onTestFinished(() => metadata.end())
  return metadata
}

/** A photograph with everything a camera and an editor leave in it; made once, because ExifTool is slow to start. */
let photographed: Promise<Buffer> | undefined

export async function photograph(path = join(temporaryFolder(), 'source.jpg')): Promise<string> {
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

export async function result(format: (typeof formats)[number] = 'jpeg', name = 'finished'): Promise<string> {
  const options = format === 'tiff' ? { compression: 'lzw' } : {}
  const bytes = await gradient(90, 60).withIccProfile('p3').toFormat(format, options).toBuffer()
  return writeFixture(join(temporaryFolder(), name), bytes)
}
