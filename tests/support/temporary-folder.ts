import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder of its own for one test, removed with everything in it when the test ends. */
export function temporaryFolder(base = tmpdir()): string {
  const folder = realpathSync(mkdtempSync(join(base, 'lightbench-test-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
