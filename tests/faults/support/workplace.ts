import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { filesBelow } from './files.ts'

/** In memory where there is such a folder: killing a process says nothing about a disk, and a suite is twice as fast. */
const base = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

/**
 * Runs work in a folder of its own, which is kept where something was found in it. Whatever the work was for, no key of
 * the practice services may stand in what it left.
 */
export async function inWorkplace<T extends { readonly violations: readonly string[] }>(
  name: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = realpathSync(mkdtempSync(join(base, `lightbench-${name}-`)))
  let isKept = true
  try {
    const done = await work(folder)
    const result = { ...done, violations: [...done.violations, ...findKeys(folder)] }
    isKept = result.violations.length > 0
    if (!isKept) return result
    return { ...result, violations: [...result.violations, `(the files are kept in ${folder})`] }
  } finally {
    if (!isKept) rmSync(folder, { recursive: true, force: true })
  }
}

/** Files below a folder that hold one of these words in plain text. */
export function findWords(folder: string, words: readonly string[]): string[] {
  return filesBelow(folder).flatMap((path) => {
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return []
    const bytes = readFileSync(path)
    return words.filter((word) => bytes.includes(word)).map((word) => `“${word.slice(0, 6)}…” stands in ${path}`)
  })
}

/** As the practice services make them. */
const keys = /rfk_practice_[0-9a-f]{32}|(?<!_)practice-[0-9a-f]{32}/

/** Recordings of what was sent hold keys, because keys are sent. */
function findKeys(folder: string): string[] {
  return filesBelow(folder).flatMap((path) => {
    if (path.endsWith('strace.log') || !statSync(path, { throwIfNoEntry: false })?.isFile()) return []
    const bytes = readFileSync(path)
    return bytes.includes('practice') && keys.test(bytes.toString('latin1')) ? [`A key in plain text: ${path}`] : []
  })
}
