import { open, readdir } from 'node:fs/promises'
import { arch, release } from 'node:os'
import { join } from 'node:path'
import { version } from '../../shared/version.ts'
import { systemCode } from '../library/file-system.ts'

const linesShown = 200
/** Far more than that many lines take. */
const bytesRead = 512 * 1024

interface Subject {
  readonly host: string
  readonly libraryFolder: string
}

/** What helps to find out what went wrong, for copying. The log keeps secrets out of itself. */
export async function readDiagnostics({ host, libraryFolder }: Subject): Promise<string> {
  const lines = await readLog(join(libraryFolder, 'logs'))
  return [
    `Lightbench ${version}`,
    `Host: ${host}, Node ${process.versions.node}`,
    `System: ${process.platform} ${release()} ${arch()}`,
    `Library: ${libraryFolder}`,
    '',
    `The last ${lines.length} lines of the log:`,
    ...lines,
  ].join('\n')
}

async function readLog(folder: string): Promise<readonly string[]> {
  const lines: string[] = []
  for (const name of await logsNewestFirst(folder)) {
    if (lines.length >= linesShown) break
    lines.unshift(...(await readEnd(join(folder, name))))
  }
  return lines.slice(-linesShown)
}

/** A file with a number was put aside before the one without. */
async function logsNewestFirst(folder: string): Promise<readonly string[]> {
  const logs = (await namesIn(folder)).flatMap((name) => {
    const [, day, number] = /^lightbench-(\d{4}-\d{2}-\d{2})(?:\.(\d+))?\.log$/.exec(name) ?? []
    return day === undefined ? [] : [{ name, day, number: number === undefined ? Infinity : Number(number) }]
  })
  return logs
    .toSorted((one, other) => other.day.localeCompare(one.day) || compareDescending(one.number, other.number))
    .map(({ name }) => name)
}

function compareDescending(one: number, other: number): number {
  return one === other ? 0 : one > other ? -1 : 1
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (thrown) {
    if (systemCode(thrown) === null) throw thrown
    return [] // Nothing was logged yet, or nobody may read it.
  }
}

async function readEnd(path: string): Promise<readonly string[]> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const start = Math.max(0, size - bytesRead)
    const { buffer, bytesRead: read } = await file.read(Buffer.alloc(size - start), 0, size - start, start)
    const lines = buffer
      .subarray(0, read)
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '')
    // The first one is cut where the file was not read from its start.
    return start === 0 ? lines : lines.slice(1)
  } finally {
    await file.close()
  }
}
