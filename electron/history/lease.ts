import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeOwnFolder } from '../library/make-own-folder.ts'
import { openLockFile } from './lock-file.ts'

export interface Lease {
  release(): void
}

interface LeaseHolder {
  readonly pid: number
  readonly host: string
}

/**
 * Takes the right to run items of a library, or returns null while another process has it. It is an operating-system
 * lock on `lease.db`, so it ends with its process however that dies, and no clock is involved.
 */
export function takeLease(libraryFolder: string, host: string): Lease | null {
  makeOwnFolder(libraryFolder)
  const lock = openLockFile(join(libraryFolder, 'lease.db'))
  if (lock === null) return null
  writeNote(libraryFolder, { pid: process.pid, host })
  return {
    release: () => {
      try {
        removeNote(libraryFolder)
      } finally {
        lock.release()
      }
    },
  }
}

function writeNote(libraryFolder: string, holder: LeaseHolder): void {
  try {
    writeFileSync(holderNote(libraryFolder), JSON.stringify(holder), { mode: 0o600 })
  } catch {
    return // The note is a courtesy; on a full disk what is paid for must be collected without it.
  }
}

function removeNote(libraryFolder: string): void {
  try {
    rmSync(holderNote(libraryFolder), { force: true })
  } catch {
    return // The next holder writes its own over it.
  }
}

/** Who has the lease, in words; only for showing, never for deciding. */
export function describeLeaseHolder(libraryFolder: string): string {
  try {
    const { pid, host } = JSON.parse(readFileSync(holderNote(libraryFolder), 'utf8')) as LeaseHolder // Written above.
    return `${host}, process ${pid}`
  } catch {
    return 'another process' // The note is a courtesy and may be gone at any moment.
  }
}

function holderNote(libraryFolder: string): string {
  return join(libraryFolder, 'lease.json')
}
