import type { Command } from 'commander'
import { moveLibrary } from '../../../care/move-library.ts'
import { restoreLibrary, type Restored } from '../../../care/restore-library.ts'
import { jsonOption, type CommandContext, type JsonOption } from '../command-context.ts'
import type { Ending } from '../exit-codes.ts'
import { line } from '../json-lines.ts'
import { namedFolder } from '../named-folder.ts'
import { countOf, shown } from '../shown-text.ts'
import type { Terminal } from '../terminal.ts'

/** What is done to a library that nobody has open. */
export function addMoves(library: Command, context: CommandContext): void {
  const { host } = context
  const { terminal, workingFolder } = host
  library
    .command('restore')
    .description('Puts a backup in the place of the library, which is set aside. Lightbench must be closed.')
    .argument('[backup]', 'a backup file or folder; the newest backup where it is left out')
    .addOption(jsonOption())
    .action(
      context.action(async (from: string | undefined, { json }: JsonOption): Promise<Ending> => {
        const restored = await restoreLibrary({
          libraryFolder: (await host.library()).folder,
          from: from === undefined ? null : namedFolder(workingFolder, from),
          now: host.clock.now(),
        })
        if (json === true) terminal.print(line({ type: 'restore', ...restored }))
        else printRestored(terminal, restored)
        return 'done'
      }),
    )
  library
    .command('move')
    .description('Moves the library to another folder, and remembers where. Lightbench must be closed.')
    .argument('<folder>', 'an empty or new folder')
    .addOption(jsonOption())
    .action(
      context.action(async (folder: string, { json }: JsonOption): Promise<Ending> => {
        const target = namedFolder(workingFolder, folder)
        const library = await host.library()
        if (library.folder !== target)
          await moveLibrary({ libraryFolder: library.folder, target, usual: library.usual })
        terminal.print(json === true ? line({ type: 'move', path: target }) : `The library is in ${shown(target)} now.`)
        if (library.usual === null)
          terminal.note(
            `A note in ${shown(library.folder)} leads there. If LIGHTBENCH_HOME names that folder, change it.`,
          )
        return 'done'
      }),
    )
}

function printRestored(terminal: Terminal, { from, setAside, forgotten }: Restored): void {
  terminal.print(`Restored from ${shown(from.path)}, made ${from.madeAt}.`)
  if (setAside !== null) terminal.print(`What was there is kept at ${shown(setAside)}`)
  if (forgotten > 0)
    terminal.note(`${countOf(forgotten, 'picture')} of unfinished batches will not be sent by themselves.`)
  terminal.note('Results made since then are taken up by “lightbench repair FOLDER…”.')
}
