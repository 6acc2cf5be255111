import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { LeftOutReason } from '../../shared/domain/left-out.ts'
import { mapBounded } from './bounded.ts'
import type { Inspected } from './inspect-file.ts'
import { inspectFiles } from './inspect-files.ts'
import { type FolderListing, listFolder } from './list-folder.ts'
import { type Found, type LeftOutEntry, stopIfAborted, type Walk } from './walk-state.ts'

/** A folder of the tree; its files and left-out entries are known once its level was read. */
interface Branch {
  readonly path: string
  readonly root: string
  /** Empty for the root, otherwise ends in `/`. */
  readonly prefix: string
  readonly children: Branch[]
  readonly found: Found[]
  readonly leftOut: LeftOutEntry[]
}

interface FileOfBranch {
  readonly branch: Branch
  readonly name: string
}

const foldersAtOnce = 8
// Between two batches other work of the process gets its turn.
const filesPerBatch = 2_000

/**
 * Walks one real folder level by level, which keeps many look-ups under way at once, and hands the results over in the
 * order of the tree.
 */
export async function walkFolder(walk: Walk, root: string): Promise<void> {
  const trunk = createBranch(root, root, '')
  walk.seen.add(root)
  let level = [trunk]
  let isCut = false
  for (let depth = 0; level.length > 0 && !isCut; depth += 1) {
    const files: FileOfBranch[] = []
    const listings = await mapBounded(level, foldersAtOnce, (branch) => readBranch(walk, branch))
    for (const { branch, listing } of listings) {
      isCut ||= listing.isCut
      addFolders(walk, branch, { names: listing.folders, isDeepest: depth === walk.limits.maxLevels })
      for (const name of listing.files) files.push({ branch, name })
    }
    isCut = (await inspectAll(walk, files)) || isCut
    level = level.flatMap(({ children }) => children)
  }
  collect(walk, trunk)
  if (isCut) walk.leftOut.push({ path: root, reason: 'too-many' })
}

async function readBranch(walk: Walk, branch: Branch): Promise<{ branch: Branch; listing: FolderListing }> {
  stopIfAborted(walk)
  const listing = await listFolder(branch.path, Math.max(0, walk.limits.maxEntries - walk.entries))
  walk.entries += listing.entries
  for (const entry of listing.leftOut) branch.leftOut.push(entry)
  return { branch, listing }
}

function addFolders(
  walk: Walk,
  branch: Branch,
  { names, isDeepest }: { names: readonly string[]; isDeepest: boolean },
): void {
  for (const name of names) {
    const path = join(branch.path, name)
    if (walk.isOutputFolder(path)) branch.leftOut.push({ path, reason: 'own-output' })
    else if (walk.seen.has(path)) branch.leftOut.push({ path, reason: 'named-twice' })
    else if (isDeepest) branch.leftOut.push({ path, reason: 'too-deep' })
    else {
      walk.seen.add(path)
      branch.children.push(createBranch(branch.root, path, `${branch.prefix}${name}/`))
    }
  }
}

/** Looks at the files of a level in their order, so that a walk cut short is always cut at the same place. */
async function inspectAll(walk: Walk, files: readonly FileOfBranch[]): Promise<boolean> {
  for (let start = 0; start < files.length; start += filesPerBatch) {
    const batch = files.slice(start, start + filesPerBatch)
    const inspected = await inspectBatch(walk, batch)
    for (const [position, { branch, name }] of batch.entries()) {
      const file = inspected[position]
      if (file === undefined) continue
      const path = join(branch.path, name)
      if (file.reason !== null) branch.leftOut.push({ path, reason: file.reason })
      else if (walk.files === walk.limits.maxFiles) return true
      else {
        const { bytes, mtimeMs } = file
        branch.found.push({ path, root: branch.root, relativePath: branch.prefix + name, bytes, mtimeMs })
        walk.files += 1
      }
    }
    walk.options.onProgress?.(walk.files)
    await nextTurn()
  }
  return false
}

function inspectBatch(walk: Walk, batch: readonly FileOfBranch[]): Promise<readonly Inspected[]> {
  const paths = batch.map(({ branch, name }) => join(branch.path, name))
  return inspectFiles(paths, { maxBytes: walk.limits.maxFileBytes, known: (path) => reasonBefore(walk, path) })
}

function reasonBefore(walk: Walk, path: string): LeftOutReason | null {
  stopIfAborted(walk)
  if (walk.seen.has(path)) return 'named-twice'
  if (walk.options.isOwnOutput?.(path) === true) return 'own-output'
  walk.seen.add(path)
  return null
}

function collect(walk: Walk, branch: Branch): void {
  for (const found of branch.found) walk.found.push(found)
  for (const entry of branch.leftOut) walk.leftOut.push(entry)
  for (const child of branch.children) collect(walk, child)
}

function createBranch(root: string, path: string, prefix: string): Branch {
  return { path, root, prefix, children: [], found: [], leftOut: [] }
}
