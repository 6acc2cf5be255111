import { AppError } from '../../shared/errors.ts'
import { checkSize, closing, discardOnFailure, writeAll } from './durable-file.ts'
import { type FileSystem, type OpenFile, systemCode } from './file-system.ts'
import { readBlock } from './read-block.ts'

const blockBytes = 1_048_576

/**
 * Copies a file to a new one, whole and synced, and returns its size; a part of a copy is removed. What goes wrong with
 * the original is thrown as `file-missing` or `file-unreadable`, so that it is not taken for a fault of the target.
 */
export async function copyToNewFile(
  fileSystem: FileSystem,
  { from, to, mode }: { readonly from: string; readonly to: string; readonly mode?: number },
): Promise<number> {
  const source = await reading(from, () => fileSystem.open(from, 'r'))
  const [target] = await Promise.allSettled([fileSystem.open(to, 'wx', mode)])
  if (target.status === 'rejected') {
    await Promise.allSettled([source.close()])
    throw target.reason
  }
  const copy = (): Promise<number> => copyBlocks({ source, from }, { target: target.value, to })
  return discardOnFailure(fileSystem, to, () => closing(source, () => closing(target.value, copy)))
}

async function copyBlocks(
  { source, from }: { source: OpenFile; from: string },
  { target, to }: { target: OpenFile; to: string },
): Promise<number> {
  const buffer = Buffer.allocUnsafe(blockBytes)
  let bytes = 0
  for (let length = blockBytes; length === blockBytes; bytes += length) {
    const position = bytes
    length = await reading(from, () => readBlock(source, buffer, position))
    await writeAll(target, buffer.subarray(0, length), position)
  }
  await target.sync()
  await checkSize(target, bytes, to)
  return bytes
}

async function reading<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    const code = systemCode(thrown)
    if (code === null) throw thrown
    if (code === 'ENOENT') throw new AppError('file-missing', `The file ${path} is gone.`, { cause: thrown })
    throw new AppError('file-unreadable', `The file ${path} cannot be read: the system says ${code}.`, {
      cause: thrown,
    })
  }
}
