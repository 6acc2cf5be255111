import { randomUUID } from 'node:crypto'
import { copyFile, link, mkdtemp, rename, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { writingTo } from '../library/output-failure.ts'

/** ExifTool reads its arguments as lines and takes `%` in the name of a source for a format code. */
const awkward = /[\r\n%]/

/** Gives `work` a name of the file that ExifTool takes literally; another name of the same file where its own is not. */
export async function withPlainName<T>(path: string, work: (plain: string) => Promise<T>): Promise<T> {
  const absolute = resolve(path)
  if (!awkward.test(absolute)) return work(absolute)
  return inTemporaryFolder(async (folder) => {
    const plain = join(folder, 'picture')
    await symlink(absolute, plain)
      .catch(() => link(absolute, plain)) // Windows grants symbolic links to administrators only.
      .catch(() => copyFile(absolute, plain))
    return work(plain)
  })
}

/**
 * Lets `work` change a copy of the file, which then takes the file's place as a whole. If `work` throws, the file is
 * as it was. Failed disk calls are thrown as `disk-full` or `output-unwritable`.
 */
export function changingCopy(path: string, work: (copy: string) => Promise<void>): Promise<void> {
  const absolute = resolve(path)
  return writingTo(dirname(absolute), () => changeCopy(absolute, work))
}

async function changeCopy(absolute: string, work: (copy: string) => Promise<void>): Promise<void> {
  const replacement = `${absolute}.${randomUUID()}.part`
  try {
    if (awkward.test(absolute)) {
      await inTemporaryFolder(async (folder) => {
        const copy = join(folder, 'picture')
        await copyFile(absolute, copy)
        await work(copy)
        await copyFile(copy, replacement)
      })
    } else {
      await copyFile(absolute, replacement)
      await work(replacement)
    }
    await rename(replacement, absolute)
  } finally {
    await rm(replacement, { force: true })
    await rm(`${replacement}_exiftool_tmp`, { force: true })
  }
}

async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'lightbench-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
