import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { ensureFolder, replaceFile } from '../library/durable-file.ts'
import { type FileSystem, systemCode } from '../library/file-system.ts'
import { createKeyedQueue } from '../library/keyed-queue.ts'
import { writingTo } from '../library/output-failure.ts'
import { type Settings, settingsSchema } from './settings-schema.ts'

/**
 * The settings of a library. A file that cannot be understood is never replaced by defaults in silence: it is
 * `invalid-request` with the file and the field in the sentence, so that nobody spends without the caps he set.
 */
export interface SettingsFile {
  /** Reads the file each time; defaults where it is not there. */
  read(): Promise<Settings>
  /** Reads, changes and writes in one go, one change after the other, and returns what is stored now. */
  update(change: (settings: Settings) => Settings): Promise<Settings>
}

export function createSettingsFile(fileSystem: FileSystem, libraryFolder: string): SettingsFile {
  const path = join(libraryFolder, 'settings.json')
  const queue = createKeyedQueue()
  return { read, update }

  async function read(): Promise<Settings> {
    const text = await readText(path)
    return text === null ? settingsSchema.parse({}) : check(parseJson(text, path), `The settings file ${path}`)
  }

  function update(change: (settings: Settings) => Settings): Promise<Settings> {
    return queue.run(path, async () => {
      const settings = check(change(await read()), 'The new settings')
      await writingTo(libraryFolder, async () => {
        await ensureFolder(fileSystem, libraryFolder, 0o700)
        await replaceFile(fileSystem, path, Buffer.from(`${JSON.stringify(settings, null, 2)}\n`))
      })
      return settings
    })
  }
}

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (thrown) {
    const code = systemCode(thrown)
    if (code === 'ENOENT') return null
    if (code === null) throw thrown
    throw new AppError('file-unreadable', `The settings file ${path} cannot be read: the system says ${code}.`, {
      cause: thrown,
    })
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (thrown) {
    const remedy = 'Correct it, or delete it to start with the defaults.'
    throw new AppError('invalid-request', `The settings file ${path} is not valid JSON. ${remedy}`, { cause: thrown })
  }
}

function check(value: unknown, what: string): Settings {
  const parsed = settingsSchema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new AppError('invalid-request', `${what}: ${describeIssue(parsed.error)}.`, { cause: parsed.error })
}

function describeIssue({ issues }: z.ZodError): string {
  const [issue] = issues
  if (issue === undefined) return 'something in it is not understood'
  return issue.path.length === 0 ? issue.message : `“${issue.path.join('.')}” ${issue.message}`
}
