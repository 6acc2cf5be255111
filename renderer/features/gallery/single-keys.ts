import { commands } from '../../app/commands.ts'

/** Keys that mean something by themselves, so that no name typed in the grid begins with them; with Shift they do. */
export const singleKeyCommands: ReadonlySet<string> = new Set([
  ...Object.values(commands)
    .flatMap(({ keys }): readonly string[] => keys)
    .filter((keys) => keys.length === 1),
  'b',
])
