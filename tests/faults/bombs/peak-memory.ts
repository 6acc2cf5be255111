import { readFileSync, writeFileSync } from 'node:fs'

export interface PeakMemory {
  /** Highest resident memory of any picture process since `start`, in bytes. */
  stop(): number
}

const pollMs = 15

/** Watches the child processes of this one; null where the system does not tell. */
export function watchPeakMemory(): PeakMemory | null {
  if (process.platform !== 'linux') return null
  let peak = 0
  for (const pid of children()) forget(pid)
  const look = (): void => {
    for (const pid of children()) peak = Math.max(peak, highWater(pid))
  }
  const timer = setInterval(look, pollMs)
  return {
    stop: () => {
      clearInterval(timer)
      look()
      return peak
    },
  }
}

function children(): string[] {
  return readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')
    .split(' ')
    .filter((pid) => pid !== '')
}

/** Sets the mark of a process back to what it holds now. */
function forget(pid: string): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5')
  } catch {
    return // It has ended.
  }
}

function highWater(pid: string): number {
  try {
    const [, kilobytes = '0'] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Number(kilobytes) * 1024
  } catch {
    return 0 // It has ended.
  }
}
