import { closing } from './durable-file.ts'
import type { FileSystem, OpenFile } from './file-system.ts'
import { readBlock } from './read-block.ts'

const blockBytes = 1_048_576

/** Whether two files hold the same bytes. */
export async function hasSameBytes(fileSystem: FileSystem, pathA: string, pathB: string): Promise<boolean> {
  const [a, b] = [await fileSystem.stat(pathA), await fileSystem.stat(pathB)]
  if (a.size !== b.size) return false
  const fileA = await fileSystem.open(pathA, 'r')
  return closing(fileA, async () => {
    const fileB = await fileSystem.open(pathB, 'r')
    return closing(fileB, () => compare(fileA, fileB))
  })
}

async function compare(a: OpenFile, b: OpenFile): Promise<boolean> {
  const bufferA = Buffer.allocUnsafe(blockBytes)
  const bufferB = Buffer.allocUnsafe(blockBytes)
  for (let position = 0; ; position += blockBytes) {
    const lengthA = await readBlock(a, bufferA, position)
    const lengthB = await readBlock(b, bufferB, position)
    if (!bufferA.subarray(0, lengthA).equals(bufferB.subarray(0, lengthB))) return false
    if (lengthA < blockBytes) return true
  }
}
