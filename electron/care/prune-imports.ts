import { readdir, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import type { Database } from '../history/database.ts'
import { setAsidePrefix } from '../history/backups.ts'
import { systemCode } from '../library/file-system.ts'
import type { PartSize } from './measure-library.ts'

interface Pruning {
  /** Where files are kept that came by way of a browser. */
  readonly importsFolder: string
  readonly database: Database
  readonly now: Date
  readonly signal: AbortSignal
}

/** What is younger may still be on its way, of another process too, or its removal may be undone. */
const graceMs = 86_400_000

/**
 * Removes import folders nothing points into: what was refused, or died while it came. Does nothing where an earlier
 * library lies set aside, because that one may know them.
 */
export async function removeLostImports({ importsFolder, database, now, signal }: Pruning): Promise<void> {
  const beside = await namesIn(dirname(importsFolder))
  if (beside.some((name) => name.startsWith(setAsidePrefix))) return
  const isMentioned = createMentions(database, importsFolder)
  for (const name of await namesIn(importsFolder)) {
    signal.throwIfAborted()
    const folder = join(importsFolder, name)
    if ((await isOld(folder, now)) && !isMentioned(folder + sep) && !isPointedInto(database, folder + sep))
      await rm(folder, { recursive: true, force: true })
  }
}

/**
 * Removes files that came by way of a browser and are used by nothing: taken off the table a day ago or more, in no
 * history and no recipe. Says how much was removed.
 */
export async function pruneImports({ importsFolder, database, now, signal }: Pruning): Promise<PartSize> {
  let [files, bytes] = [0, 0]
  const isMentioned = createMentions(database, importsFolder)
  const before = new Date(now.getTime() - graceMs).toISOString()
  for (const path of await filesBelow(importsFolder)) {
    signal.throwIfAborted()
    if (isMentioned(path) || isUsed(database, path, before) || !(await isOld(path, now))) continue
    const size = (await stat(path)).size
    await rm(path, { force: true })
    await removeEmpty(dirname(path), importsFolder)
    files += 1
    bytes += size
  }
  return { files, bytes }
}

function isPointedInto(database: Database, start: string): boolean {
  const isInside = 'path >= :start AND path < :start || char(1114111)'
  const found = database.get(
    `SELECT 1 AS found WHERE EXISTS (SELECT 1 FROM table_source WHERE ${isInside})
       OR EXISTS (SELECT 1 FROM source WHERE ${isInside})`,
    { start },
  )
  return found !== null
}

function isUsed(database: Database, path: string, before: string): boolean {
  const found = database.get(
    `SELECT 1 AS found WHERE EXISTS (SELECT 1 FROM source WHERE path = :path)
       OR EXISTS (SELECT 1 FROM table_source LEFT JOIN table_removal AS gone ON gone.id = removal
         WHERE path = :path AND (removal IS NULL OR gone.at > :before))`,
    { path, before },
  )
  return found !== null
}

/** Whether a recipe names a path that begins so, as one for a reference. There are few that name any at all. */
function createMentions(database: Database, importsFolder: string): (start: string) => boolean {
  const texts = database.all<{ text: string }>(
    `SELECT recipe AS text FROM recipe WHERE instr(recipe, :inJson) > 0
     UNION ALL SELECT recipe FROM batch WHERE instr(recipe, :inJson) > 0
     UNION ALL SELECT value FROM page_state WHERE instr(value, :plain) > 0`,
    { inJson: asInJson(importsFolder), plain: importsFolder },
  )
  return (start) => texts.some(({ text }) => text.includes(start) || text.includes(asInJson(start)))
}

/** As a path is written within a string of JSON. */
function asInJson(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

/** By the time it came here: its own time is that of the picture. */
async function isOld(path: string, now: Date): Promise<boolean> {
  return now.getTime() - (await stat(path)).ctimeMs > graceMs
}

async function filesBelow(folder: string): Promise<string[]> {
  if ((await namesIn(folder)).length === 0) return []
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

async function removeEmpty(folder: string, top: string): Promise<void> {
  if (folder === top || (await readdir(folder)).length > 0) return
  await rmdir(folder)
  await removeEmpty(dirname(folder), top)
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (thrown) {
    if (systemCode(thrown) !== 'ENOENT') throw thrown
    return []
  }
}
