import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect } from 'vitest'
import type { PrepareTask, WrittenPicture } from '../../../../electron/images/images.ts'
import { prepare } from '../../../../electron/images/worker/prepare.ts'
import type { UploadRule } from '../../../../shared/domain/picture.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { writeFixture } from '../support.ts'

export const rule: UploadRule = { formats: ['jpeg', 'png', 'webp'], maxBytes: 20_000_000, maxSide: null }

type Options = Partial<Omit<PrepareTask, 'source' | 'target' | 'rule'>> & { rule?: Partial<UploadRule> }
type Prepared = WrittenPicture & { readonly content: Buffer }

export async function prepareFile(source: string, { rule: changes, ...options }: Options = {}): Promise<Prepared> {
  const target = join(temporaryFolder(), 'upload')
  const merged = { ...rule, ...changes }
  const made = await prepare({ source, target, keepGps: false, fitTo: null, ...options, rule: merged })
  return { ...made, content: readFileSync(target) }
}

export async function prepareBytes(bytes: Buffer, options: Options = {}): Promise<Prepared> {
  return prepareFile(writeFixture(join(temporaryFolder(), 'source'), bytes), options)
}

/** Equal pixels, decoded. */
export async function expectSamePixels(a: Buffer, b: Buffer): Promise<void> {
  const [first, second] = await Promise.all([a, b].map((bytes) => sharp(bytes, { ignoreIcc: true }).raw().toBuffer()))
  expect(first!.equals(second!)).toBe(true)
}
