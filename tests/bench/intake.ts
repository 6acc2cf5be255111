import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { walkPaths } from '../../electron/library/walk.ts'
import { compare, timed, type Benchmark } from './measure.ts'
import { inFolder } from './workplace.ts'

const files = 20_000
const run = promisify(execFile)

/** Finding 20,000 files, flat and in 200 folders, beside `find` printing type, size and time of the same files. */
export const intake: Benchmark = {
  name: 'intake',
  run: () =>
    inFolder(async (folder) => {
      const flat = makeFiles(join(folder, 'flat'), 1)
      const tree = makeFiles(join(folder, 'tree'), 200)
      const figures = []
      for (const [name, root] of [
        ['in one folder', flat],
        ['in 200 folders', tree],
      ] as const) {
        const { oursMs, bareMs, ratio } = await compare(
          5,
          () => timed(() => walkPaths([root])),
          () => timed(() => run('find', [root, '-type', 'f', '-printf', '%s %T@ %p\n'], { maxBuffer: 1e8 })),
        )
        const value = `${oursMs.toFixed(0)} ms for ${files.toLocaleString('en')} files`
        figures.push({ name: `Intake ${name}`, value, ratio, baseline: `find -printf, ${bareMs.toFixed(0)} ms` })
      }
      return figures
    }),
}

function makeFiles(root: string, folders: number): string {
  for (let folder = 0; folder < folders; folder += 1) {
    const path = join(root, String(folder))
    mkdirSync(path, { recursive: true })
    for (let file = 0; file < files / folders; file += 1) writeFileSync(join(path, `picture-${file}.jpg`), 'x')
  }
  return root
}
