import { copyFileSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makePicture } from './window-pictures.ts'

/** Names that do harm where they are taken for something else than text. */
export const hostileNames = [
  `quote"s and 'others'.png`,
  '<script>window.wasRun = 1<:script>.png',
  '<img src=x onerror=window.wasRun=1>.png',
  '\u202egnp.desrever.png',
  'עברית ושלום.png',
  'family 👨‍👩‍👧‍👦 🏳️‍🌈.png',
  '%2e%2e%2f$(touch owned)`id`.png',
  `${'long '.repeat(38)}end.png`,
] as const

/** They are called pictures, and cannot be read as such. */
export const unreadable = ['broken.png', 'truncated.png', 'looks-like.jpg'] as const

/**
 * Makes a folder as a careless day leaves it: one good picture and a copy of it, hostile names, what cannot be read, an
 * empty file, something else, and what systems leave behind. Returns its path.
 */
export async function makeCarelessFolder(parent: string): Promise<string> {
  const root = join(parent, 'shoot')
  const good = await makePicture(join(root, 'a', 'b', 'good.png'), 1)
  for (const [index, name] of hostileNames.entries()) await makePicture(join(root, 'hostile', name), index + 2)
  copyFileSync(good, join(root, 'a', 'copy of good.png'))
  const bytes = readFileSync(await makePicture(join(root, 'truncated.png'), 30))
  truncateSync(join(root, 'truncated.png'), Math.floor(bytes.length / 2))
  writeFileSync(join(root, 'broken.png'), Buffer.concat([bytes.subarray(0, 60), Buffer.alloc(200, 7)]))
  writeFileSync(join(root, 'empty.jpg'), '')
  writeFileSync(join(root, 'notes.txt'), 'no picture')
  writeFileSync(join(root, 'looks-like.jpg'), 'GIF? No.')
  writeFileSync(join(root, '.hidden.png'), bytes)
  writeFileSync(join(root, 'Thumbs.db'), 'left behind')
  mkdirSync(join(root, '.git'))
  writeFileSync(join(root, '.git', 'config'), '')
  return root
}
