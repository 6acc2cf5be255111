import { appendFile, readdir, rename, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder, systemCode } from '../library/file-system.ts'

export interface LogFileOptions {
  readonly folder: string
  /** A file that would grow beyond this is put aside. */
  readonly maxBytes: number
  /** How many files stay, the current one included. */
  readonly keep: number
}

/** Appends text to the file of a day and keeps the folder small. Several processes may write to one folder. */
export interface LogFiles {
  /** `day` is `2026-03-01`. */
  append(day: string, text: string): Promise<void>
}

const logName = /^lightbench-(\d{4}-\d{2}-\d{2})(?:\.(\d+))?\.log$/

export function createLogFiles({ folder, maxBytes, keep }: LogFileOptions): LogFiles {
  let lastDay = ''
  return { append }

  async function append(day: string, text: string): Promise<void> {
    const path = join(folder, `lightbench-${day}.log`)
    if (day !== lastDay) await makeFolder(folder, 0o700)
    const size = await sizeOf(path)
    const isFull = size > 0 && size + Buffer.byteLength(text) > maxBytes
    if (isFull) await putAside(path, day)
    await appendFile(path, text, { mode: 0o600 })
    if (isFull || day !== lastDay) await removeOldest()
    lastDay = day
  }

  async function putAside(path: string, day: string): Promise<void> {
    const numbers = (await listLogs()).filter((log) => log.day === day).map(({ number }) => number)
    const next = Math.max(0, ...numbers.filter(Number.isFinite)) + 1
    await ignoring('ENOENT', () => rename(path, join(folder, `lightbench-${day}.${next}.log`)))
  }

  async function removeOldest(): Promise<void> {
    const logs = await listLogs()
    for (const { name } of logs.slice(0, Math.max(0, logs.length - keep))) {
      await ignoring('ENOENT', () => unlink(join(folder, name)))
    }
  }

  /** Oldest first; the file without a number is the newest of its day. */
  async function listLogs(): Promise<{ name: string; day: string; number: number }[]> {
    const logs = (await readdir(folder)).flatMap((name) => {
      const [, day, number] = logName.exec(name) ?? []
      return day === undefined ? [] : [{ name, day, number: number === undefined ? Infinity : Number(number) }]
    })
    return logs.sort((a, b) => (a.day === b.day ? a.number - b.number : a.day < b.day ? -1 : 1))
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch (thrown) {
    if (systemCode(thrown) === 'ENOENT') return 0
    throw thrown
  }
}

/** Another process may have done it first. */
async function ignoring(code: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (thrown) {
    if (systemCode(thrown) !== code) throw thrown
  }
}
