import type { CommandState } from '../../../app/commands/command-store.ts'
import { commands, type CommandId } from '../../../app/commands/commands.ts'

/** Whether a key means something by itself here, so that no name typed in the grid begins with it; with Shift it does. */
export function isCommandKey({ handlers }: CommandState, key: string): boolean {
  if (key === 'b') return true
  const ids = Object.keys(commands) as CommandId[] // Object.keys forgets the key type.
  const meant = ids.filter((id) => commands[id].keys.some((keys) => keys === key))
  return meant.some((id) => handlers.get(id)?.isEnabled === true)
}
