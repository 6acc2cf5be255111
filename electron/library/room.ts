import { AppError } from '../../shared/errors.ts'
import type { FileSystem } from './file-system.ts'

const bytesInMegabyte = 1024 * 1024

/**
 * Throws `disk-full` where the drive of a folder has less room than asked for. A drive that does not say how much it has
 * is believed to have enough: what it cannot take is told by the call that fails.
 */
export async function requireRoom(
  fileSystem: FileSystem,
  folders: readonly string[],
  leastBytes: number,
): Promise<void> {
  for (const folder of folders) {
    const free = await fileSystem.freeBytes(folder)
    if (free === null || free >= leastBytes) continue
    const [left, least] = [free, leastBytes].map((bytes) => Math.floor(bytes / bytesInMegabyte))
    throw new AppError(
      'disk-full',
      `The drive of the folder ${folder} has ${left} MB left, and a result may need ${least} MB. Nothing more is sent until there is room.`,
    )
  }
}
