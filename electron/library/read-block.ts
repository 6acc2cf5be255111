import type { OpenFile } from './file-system.ts'

/** Reads until the buffer is full or the file ends, because a single read may give less; the number of bytes read. */
export async function readBlock(file: OpenFile, buffer: Uint8Array, position: number): Promise<number> {
  let filled = 0
  while (filled < buffer.length) {
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, position + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return filled
}
