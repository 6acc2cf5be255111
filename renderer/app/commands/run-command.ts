import type { CommandStore } from './command-store.ts'
import type { CommandId } from './commands.ts'

/** Does a command where it can be done now; says whether it was. */
export function runCommand(commands: CommandStore, id: CommandId): boolean {
  const handler = commands.getState().handlers.get(id)
  if (handler?.isEnabled !== true) return false
  handler.run()
  return true
}
