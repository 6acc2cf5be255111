import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import type { Images, WrittenPicture } from '../../electron/images/images.ts'
import { AppError } from '../../shared/errors.ts'
import { buildFacts } from './test-library.ts'

/** Pictures are text files here: `broken` in them makes them unreadable, everything else counts as a picture. */
export function createFakeImages(): Images {
  return {
    probe: factsOf,
    check: factsOf,
    thumbnail: () => Promise.reject(new Error('no thumbnails in this test')),
    prepare: ({ source, target }) => copy(source, target),
    finish: ({ source, target }) => copy(source, target),
    adjust: ({ source, target }) => copy(source, target),
    close: () => Promise.resolve(),
  }
}

async function factsOf(path: string) {
  const bytes = await readFile(path)
  if (bytes.includes('broken')) throw new AppError('picture-unreadable', 'The picture is cut off.')
  return buildFacts({ format: 'png', bytes: bytes.length, sha256: sha256(bytes) })
}

async function copy(source: string, target: string): Promise<WrittenPicture> {
  const bytes = await readFile(source)
  if (bytes.includes('broken')) throw new AppError('picture-unreadable', 'The picture is cut off.')
  await writeFile(target, bytes, { flag: 'wx' })
  return { path: target, mimeType: 'image/png', width: 40, height: 30, bytes: bytes.length, sha256: sha256(bytes) }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
