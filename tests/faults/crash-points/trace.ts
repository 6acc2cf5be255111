import { readFileSync } from 'node:fs'

export interface TracedCall {
  readonly thread: string
  readonly name: string
  readonly arguments: string
  /** null where the process died in it. */
  readonly result: number | null
  /** Paths of descriptors, then quoted paths, in order of appearance. */
  readonly paths: readonly string[]
  /** Made to fail by strace. */
  readonly isInjected: boolean
}

/** Everything that changes a disk or sends a byte. */
export const tracedCalls = [
  'pwrite64',
  'write',
  'writev',
  'sendto',
  'fsync',
  'fdatasync',
  'link',
  'linkat',
  'rename',
  'renameat',
  'renameat2',
  'unlink',
  'unlinkat',
  'copy_file_range',
  'sendfile',
  'ftruncate',
  'mkdir',
] as const

interface Tracing {
  readonly calls: readonly string[]
  /** What strace is to do to a call, as its arguments say it. */
  readonly injection?: readonly string[]
}

/** Arguments for strace that let it follow one process with its threads and none of its children. */
export function straceArguments(log: string, { calls, injection = [] }: Tracing): string[] {
  const form = ['-f', '-b', 'execve', '-y', '-s', '400', '-qq', '-o', log]
  return [...form, '-e', `trace=${calls.join(',')}`, ...injection]
}

/** Reads a log of strace; calls of several threads that overlap stand where they ended. */
export function readTrace(path: string): TracedCall[] {
  const begun = new Map<string, string>()
  const calls: TracedCall[] = []
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const [, thread = '', rest = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? []
    if (rest.endsWith('<unfinished ...>')) {
      begun.set(thread, rest.slice(0, -'<unfinished ...>'.length))
      continue
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest)
    const whole = resumed ? `${begun.get(thread) ?? ''}${resumed[1] ?? ''}` : rest
    const call = readCall(thread, whole)
    if (call !== null) calls.push(call)
  }
  return calls
}

function readCall(thread: string, text: string): TracedCall | null {
  const [, name, rest = ''] = /^(\w+)\((.*)$/.exec(text) ?? []
  if (name === undefined) return null
  // The result is set apart by as many blanks as its column needs; a process that died in a call has none.
  const [, before, said] = /^(.*)\)\s+= (-?\d+|\?)/.exec(rest) ?? []
  const args = before ?? rest
  const result = said === undefined || said === '?' ? null : Number(said)
  return {
    thread,
    name,
    arguments: args,
    result,
    isInjected: rest.endsWith('(INJECTED)'),
    paths: [...args.matchAll(/<(\/[^>]*)>|"(\/[^"]*)"/g)].map(([, descriptor, quoted]) => descriptor ?? quoted ?? ''),
  }
}
