import type { ChildProcess } from 'node:child_process'
import type { Failure } from '../../../shared/errors.ts'

/** How a task ended. `lost` means the process ended with it; nothing is known about the picture. */
export type TaskEnd =
  | { readonly kind: 'done'; readonly value: unknown }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly detail: string | null }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'memory' }
  | { readonly kind: 'lost'; readonly detail: string }

/** The one task a process has at a time. */
export interface TaskSlot {
  begin(id: number): Promise<TaskEnd>
  /** Starts the clock anew, where a task is under way. */
  allow(ms: number): void
  holds(id: number): boolean
  /** Ends the task; without one it does nothing. */
  settle(end: TaskEnd): void
}

/** While a task is under way its process keeps this one alive, and only then. */
export function createTaskSlot(child: ChildProcess, onOverdue: () => void): TaskSlot {
  let current: { readonly id: number; readonly resolve: (end: TaskEnd) => void } | null = null
  let timer: NodeJS.Timeout | undefined
  rest()
  return { begin, allow, holds: (id) => current?.id === id, settle }

  function begin(id: number): Promise<TaskEnd> {
    child.ref()
    child.channel?.ref()
    return new Promise((resolve) => {
      current = { id, resolve }
    })
  }

  function allow(ms: number): void {
    clearTimeout(timer)
    if (current) timer = setTimeout(onOverdue, ms)
  }

  function settle(end: TaskEnd): void {
    clearTimeout(timer)
    rest()
    current?.resolve(end)
    current = null
  }

  function rest(): void {
    child.unref()
    child.channel?.unref()
  }
}
