import { useLayoutEffect, useRef } from 'react'
import type { CommandId } from './commands.ts'
import { useStores } from '../stores.ts'

/** Says what a command does while the calling component is shown: from the frame on in which it can be seen. */
export function useCommand(id: CommandId, run: () => void, isEnabled = true): void {
  const { commands } = useStores()
  const latest = useRef(run)
  useLayoutEffect(() => {
    latest.current = run
  })
  useLayoutEffect(() => {
    const handler = { run: () => latest.current(), isEnabled }
    commands.setState(({ handlers }) => ({ handlers: new Map(handlers).set(id, handler) }))
    return () =>
      commands.setState(({ handlers }) => {
        if (handlers.get(id) !== handler) return { handlers }
        const left = new Map(handlers)
        left.delete(id)
        return { handlers: left }
      })
  }, [commands, id, isEnabled])
}
