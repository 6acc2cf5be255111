import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { runMain, type MainRun } from './run-main.ts'

export const reve = ['--model', 'runflow/reve/edit', '--prompt', 'make it warm']

export const hash = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

async function paint(path: string, seed = 1): Promise<void> {
  const background = { r: (seed * 37) % 256, g: (seed * 91) % 256, b: 90 }
  await sharp({ create: { width: 120, height: 80, channels: 3, background } })
    .jpeg()
    .toFile(path)
}

/** A workplace with a library of its own and some pictures. */
export async function createPlace(count = 3) {
  const folder = temporaryFolder()
  const home = join(folder, 'home')
  mkdirSync(join(folder, 'photos'))
  for (let index = 0; index < count; index += 1) await paint(join(folder, 'photos', `p${index}.jpg`), index)
  const run = (...args: string[]): Promise<MainRun> => runMain(args, { home, cwd: folder })
  return { folder, home, run, path: (...names: string[]) => join(folder, ...names) }
}
