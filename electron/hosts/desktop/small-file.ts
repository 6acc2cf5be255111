import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { z } from 'zod'

// Conveniences of the window, such as where it stood: losing one is no harm, so that nothing is asked or repaired.

/** null where the file is missing, damaged, or cannot be read. */
export function readSmallFile<T>(path: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null // All of these mean the same here: nothing is remembered.
  }
}

/** Replaces the file at once. Throws what the system says. */
export function writeSmallFile(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  writeFileSync(`${path}.new`, JSON.stringify(value))
  renameSync(`${path}.new`, path)
}
