import { spawnSync } from 'node:child_process'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Services } from '../support/services.ts'
import { findTool } from '../support/tools.ts'
import { judgeMoney } from '../judge/judge-money.ts'
import { readLibrary } from '../judge/read-library.ts'
import type { Place } from './template.ts'

const entry = new URL('full-disk-process.ts', import.meta.url).pathname

export interface FullDiskOptions {
  readonly place: Place
  readonly services: Services
  readonly service: 'runflow' | 'aimlapi'
  readonly freePages: number
  readonly nodeArguments?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
}

export interface FullDiskEnd {
  readonly violations: readonly string[]
  /** 0 where everything fitted, 4 where the batch paused. */
  readonly firstExit: number | null
}

/** Whether this machine lets a process mount a file system that only it sees. */
export function canMount(): boolean {
  if (findTool('unshare') === null || findTool('mount') === null) return false
  return spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0
}

/** Runs a library into a disk with so many free pages, then makes room and lets it go on. */
export async function runFullDisk(options: FullDiskOptions): Promise<FullDiskEnd> {
  const { place, services, service, freePages, nodeArguments = [], environment = {} } = options
  const { stdout } = await promisify(execFile)(
    'unshare',
    ['-rm', process.execPath, '--disable-warning=ExperimentalWarning', entry, place.home, place.out, String(freePages)],
    {
      env: {
        ...process.env,
        ...services.environment,
        ...environment,
        FAULTS_NODE_ARGUMENTS: JSON.stringify(nodeArguments),
      },
    },
  )
  const end = JSON.parse(stdout) as FullDiskEnd
  const library = readLibrary(place.home)
  const paid = (await services.inspect())[service].paid.filter(({ prompt }) => prompt === place.prompt)
  const money = library === null ? ['The library is gone'] : judgeMoney(library, paid).violations
  const where = `${service}, a disk with ${freePages} free pages`
  return { ...end, violations: [...end.violations, ...money].map((violation) => `${where}: ${violation}`) }
}
