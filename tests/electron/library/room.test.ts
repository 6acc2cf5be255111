import { join } from 'node:path'
import { expect, it } from 'vitest'
import { nodeFileSystem, type FileSystem } from '../../../electron/library/file-system.ts'
import { requireRoom } from '../../../electron/library/room.ts'
import { maxPictureBytes } from '../../../electron/providers/encoded-image.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** Drives that say they have so much room; null for one that does not say. */
function drives(free: Readonly<Record<string, number | null>>): FileSystem {
  return { ...nodeFileSystem, freeBytes: (folder) => Promise.resolve(free[folder] ?? null) }
}

it('names the drive that has too little room', async () => {
  const fileSystem = drives({ '/library': 5 * maxPictureBytes, '/out': maxPictureBytes - 1 })
  await expect(requireRoom(fileSystem, ['/library', '/out'], maxPictureBytes)).rejects.toMatchObject({
    code: 'disk-full',
    message: expect.stringMatching(/\/out has 99 MB left, and a result may need 100 MB/) as string,
  })
  await expect(requireRoom(fileSystem, ['/library', '/out'], maxPictureBytes - 1)).resolves.toBeUndefined()
})

it('believes a drive that does not say', async () => {
  await expect(requireRoom(drives({}), ['/mnt/cloud'], 100e6)).resolves.toBeUndefined()
})

it('asks the drive itself, and takes neither a missing folder nor one without blocks for a full one', async () => {
  const folder = temporaryFolder()
  expect(await nodeFileSystem.freeBytes(folder)).toBeGreaterThan(0)
  expect(await nodeFileSystem.freeBytes(join(folder, 'missing'))).toBeNull()
  if (process.platform === 'linux') expect(await nodeFileSystem.freeBytes('/proc')).toBeNull()
})
