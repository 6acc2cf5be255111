import { fork } from 'node:child_process'
import { once } from 'node:events'

export type BareTask = 'shrink' | 'thumbnail'

/** Runs bare sharp in a process of its own and returns the milliseconds of its work, without its start. */
export async function runBareSharp(task: BareTask, paths: readonly string[], atOnce: number): Promise<number> {
  const child = fork(new URL('bare-sharp.ts', import.meta.url).pathname, { stdio: 'inherit' })
  child.send({ task, paths, atOnce })
  const [ms] = (await once(child, 'message')) as [number]
  await once(child, 'exit')
  return ms
}
