import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeProfileFolder, requireLockable } from '../../../../electron/hosts/desktop/profile-folder.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

/** As a FAT drive on Linux says it. */
function refuse(): void {
  throw Object.assign(new Error('EPERM: operation not permitted, symlink'), { code: 'EPERM' })
}

function places() {
  const folder = temporaryFolder()
  return { folder, libraryFolder: join(folder, 'library'), appData: join(folder, 'app-data') }
}

describe("the folder of Chromium's files", () => {
  it('lies with the library, with nothing left of the trial', () => {
    const { libraryFolder, appData } = places()
    expect(makeProfileFolder({ libraryFolder, appData, platform: 'linux' })).toBe(join(libraryFolder, 'window'))
    expect(readdirSync(join(libraryFolder, 'window'))).toEqual([])
    expect(existsSync(appData)).toBe(false)
  })

  it('lies on this machine where the library cannot hold the lock, one for each library', () => {
    const { folder, libraryFolder, appData } = places()
    const place = { appData, platform: 'linux', makeLink: refuse } as const
    const first = makeProfileFolder({ ...place, libraryFolder })
    expect(first.startsWith(join(appData, 'Lightbench', 'windows'))).toBe(true)
    expect(existsSync(first)).toBe(true)
    expect(makeProfileFolder({ ...place, libraryFolder: join(folder, 'other') })).not.toBe(first)
    // By another way it is the same library, and must have the same lock.
    symlinkSync(libraryFolder, join(folder, 'link'))
    expect(makeProfileFolder({ ...place, libraryFolder: join(folder, 'link') })).toBe(first)
  })

  it('always lies with the library on Windows, whose lock is none of the drive', () => {
    const { libraryFolder, appData } = places()
    const folder = makeProfileFolder({ libraryFolder, appData, platform: 'win32', makeLink: refuse })
    expect(folder).toBe(join(libraryFolder, 'window'))
  })

  it('tells a lock that somebody has from one that nobody can have', () => {
    const { folder } = places()
    mkdirSync(folder, { recursive: true })
    expect(() => requireLockable(folder, 'linux')).toThrow(expect.objectContaining({ code: 'output-unwritable' }))
    symlinkSync('host-1', join(folder, 'SingletonLock'))
    expect(() => requireLockable(folder, 'linux')).not.toThrow()
  })
})
