import { mkdirSync } from 'node:fs'
import { outputFailure } from './output-failure.ts'

/** Makes a folder of Lightbench’s own that nobody else may read. Throws `disk-full` or `output-unwritable`. */
export function makeOwnFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (thrown) {
    throw outputFailure(thrown, path)
  }
}
