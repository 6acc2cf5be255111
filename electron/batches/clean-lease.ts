import { takeLease, type Lease } from '../history/lease.ts'
import { clearWorkFolders } from './run/work-folder.ts'

/**
 * Takes the lease of a library and clears what killed runs left, since no other run is using it then; null while another
 * process has it. Throws as `clearWorkFolders` does, and then holds nothing.
 */
export function takeCleanLease(libraryFolder: string, host: string): Lease | null {
  const lease = takeLease(libraryFolder, host)
  if (lease === null) return null
  try {
    clearWorkFolders(libraryFolder)
  } catch (thrown) {
    lease.release()
    throw thrown
  }
  return lease
}
