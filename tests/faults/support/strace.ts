import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'

/**
 * Lets strace follow a process that waits for it with `untilTraced`. Loading the program makes ten times as many calls as
 * the program itself, and each would stop it twice. Resolves when strace has written its log.
 */
export async function followWith(words: readonly string[], child: ChildProcess): Promise<void> {
  const strace = spawn('strace', [...words, '-p', String(child.pid)], { stdio: ['ignore', 'ignore', 'pipe'] })
  let errors = ''
  strace.stderr.on('data', (text: Buffer) => (errors += text.toString()))
  const [code] = (await once(strace, 'close')) as [number | null]
  // It ends as the process it follows; its own failures are 1, with a sentence.
  if (code !== 1 || !/attach|ptrace/.test(errors)) return
  child.kill('SIGKILL')
  throw new Error(`strace may not follow: ${errors}`)
}

/** Whether strace may follow a process that it did not start. */
export function mayFollow(): boolean {
  if (process.getuid?.() === 0) return true
  try {
    return readFileSync('/proc/sys/kernel/yama/ptrace_scope', 'utf8').trim() === '0'
  } catch {
    return true // There is no such rule on this machine.
  }
}

/** Waits until every thread of this process is followed. */
export function untilTraced(): void {
  const pause = new Int32Array(new SharedArrayBuffer(4))
  while (!readdirSync('/proc/self/task').every(isFollowed)) Atomics.wait(pause, 0, 0, 5)
}

function isFollowed(thread: string): boolean {
  return !/^TracerPid:\s+0$/m.test(readFileSync(`/proc/self/task/${thread}/status`, 'utf8'))
}
