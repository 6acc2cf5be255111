import type { CommandId } from '../../app/commands/commands.ts'
import { runCommand } from '../../app/commands/run-command.ts'
import { useStores } from '../../app/stores.ts'

/** Does a command from anywhere; nothing happens where it cannot be used now. */
export function useCommandRunner(): (id: CommandId) => void {
  const { commands } = useStores()
  return (id) => void runCommand(commands, id)
}
