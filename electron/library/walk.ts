import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import type { LeftOutReason } from '../../shared/domain/left-out.ts'
import { createFolderTest } from './folder-test.ts'
import { inspectFile, reasonOf } from './inspect-file.ts'
import { walkFolder } from './walk-folder.ts'
import {
  type Found,
  type LeftOutEntry,
  stopIfAborted,
  type Walk,
  type WalkLimits,
  type WalkOptions,
} from './walk-state.ts'

export interface WalkResult {
  readonly found: readonly Found[]
  readonly leftOut: readonly LeftOutEntry[]
}

export const maxFileBytes = 512 * 1_048_576

const walkLimits: WalkLimits = {
  maxLevels: 32,
  maxFiles: 100_000,
  maxFileBytes,
  maxEntries: 500_000,
}

/**
 * Finds the files of everything that was named or dropped: named paths in their order, then files before sub-folders,
 * both in natural order. Everything else is listed with its reason, a folder as one entry. A name that says picture is
 * believed, other files are looked at; only decoding tells for sure. What is named itself is taken at its word: it may be
 * a link, hidden, or an own output. Throws `cancelled` when the signal says so.
 */
export async function walkPaths(paths: readonly string[], options: WalkOptions = {}): Promise<WalkResult> {
  const walk: Walk = {
    options,
    limits: { ...walkLimits, ...options.limits },
    isOutputFolder: await createFolderTest(options.outputFolders ?? []),
    seen: new Set(),
    found: [],
    leftOut: [],
    files: 0,
    entries: 0,
  }
  for (const path of paths) {
    stopIfAborted(walk)
    await walkNamed(walk, path)
  }
  return { found: walk.found, leftOut: walk.leftOut }
}

async function walkNamed(walk: Walk, named: string): Promise<void> {
  const real = await resolveNamed(named)
  if (real.reason !== null) walk.leftOut.push({ path: named, reason: real.reason })
  else if (walk.seen.has(real.path)) walk.leftOut.push({ path: named, reason: 'named-twice' })
  else if (real.isFolder) await walkFolder(walk, real.path)
  else await takeNamedFile(walk, named, real.path)
}

type Resolved =
  { readonly reason: LeftOutReason } | { readonly reason: null; readonly path: string; readonly isFolder: boolean }

async function resolveNamed(named: string): Promise<Resolved> {
  // An empty path would mean the current folder.
  if (named === '' || named.includes('\0')) return { reason: 'missing' }
  try {
    const path = await realpath(resolve(named))
    const facts = await stat(path)
    return { reason: null, path, isFolder: facts.isDirectory() }
  } catch (thrown) {
    return { reason: reasonOf(thrown, named) }
  }
}

async function takeNamedFile(walk: Walk, named: string, path: string): Promise<void> {
  if (walk.files >= walk.limits.maxFiles) {
    walk.leftOut.push({ path: named, reason: 'too-many' })
    return
  }
  walk.seen.add(path)
  const inspected = await inspectFile(path, walk.limits.maxFileBytes)
  if (inspected.reason !== null) {
    walk.leftOut.push({ path: named, reason: inspected.reason })
    return
  }
  const { bytes, mtimeMs } = inspected
  walk.found.push({ path, root: dirname(path), relativePath: basename(resolve(named)), bytes, mtimeMs })
  walk.files += 1
}
