import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { AppError } from '../../../../shared/errors.ts'
import type { App } from '../../../app.ts'
import { importLibrary } from '../../../care/import-library.ts'
import { backUpTo } from '../../../care/copy-library.ts'
import { measureLibrary, type LibrarySizes } from '../../../care/measure-library.ts'
import { importsFolderOf } from '../../../desk/import-folder.ts'
import { pruneImports } from '../../../care/prune-imports.ts'
import { pruneThumbnails } from '../../../care/prune-thumbnails.ts'
import { listBackups } from '../../../care/restore-library.ts'
import { keptEdges } from '../../../images/thumbnail-files.ts'
import { jsonOption, withApp, type CommandContext, type JsonOption } from '../command-context.ts'
import type { Ending } from '../exit-codes.ts'
import { listenForInterrupts } from '../interrupts.ts'
import { line } from '../json-lines.ts'
import { definitions } from '../layout.ts'
import { countOf, shown, sizeText } from '../shown-text.ts'
import type { CliHost } from '../cli-host.ts'
import { namedFolder } from '../named-folder.ts'
import { addMoves } from './library-moves.ts'

const examples = `
Examples:
  lightbench library                         where it is, and what takes how much room
  lightbench library prune                   removes thumbnails that can be made again
  lightbench library back-up /media/backup/lightbench
  lightbench library restore                 puts the newest backup in the place of a damaged library
  lightbench library move /media/large/lightbench
  lightbench library import /media/old/lightbench

A folder called “lightbench-library” beside the program makes it portable: everything is kept there.`

export function addLibrary(program: Command, context: CommandContext): void {
  const library = program
    .command('library')
    .summary('see and care for everything Lightbench keeps')
    .description('The library holds what was done, its books and its thumbnails. Pictures and results lie outside it.')
    .addHelpText('after', examples)
  addShow(library, context)
  addPrune(library, context)
  addCopies(library, context)
  addMoves(library, context)
}

function addShow(library: Command, context: CommandContext): void {
  const { host } = context
  library
    .command('show', { isDefault: true })
    .description('Says where the library is and what takes how much room.')
    .addOption(jsonOption())
    .action(context.action((options: JsonOption) => show(host, options.json === true)))
}

async function show({ terminal, library }: CliHost, isJson: boolean): Promise<Ending> {
  const { folder } = await library()
  if (!existsSync(folder)) throw new AppError('file-missing', `There is no library in ${folder} yet.`)
  const sizes = await measureLibrary(folder)
  const backups = listBackups(folder)
  if (isJson) {
    terminal.print(line({ type: 'library', folder, sizes, backups }))
    return 'done'
  }
  terminal.print(shown(folder), 'bold')
  terminal.print(definitions(sizeRows(sizes), terminal.width))
  const [newest] = backups
  if (newest !== undefined) terminal.print(`Newest backup: ${shown(newest.path)}, made ${newest.madeAt}`)
  return 'done'
}

function sizeRows(sizes: LibrarySizes): (readonly [string, string])[] {
  const parts = Object.entries(sizes).filter(([, { files }]) => files > 0)
  const total = parts.reduce((sum, [, { bytes }]) => sum + bytes, 0)
  const rows = parts.map(
    ([part, { files, bytes }]) => [part, `${sizeText(bytes)} in ${countOf(files, 'file')}`] as const,
  )
  return [...rows, ['together', sizeText(total)]]
}

function addPrune(library: Command, context: CommandContext): void {
  const { host } = context
  library
    .command('prune')
    .description('Removes thumbnails that can be made again, and pictures from a browser that nothing uses any more.')
    .addOption(jsonOption())
    .action(
      context.action(({ json }: JsonOption) =>
        withApp(host, async ({ libraryFolder, database, clock }) => {
          const interrupts = listenForInterrupts(host)
          try {
            const thumbnailsFolder = resolve(libraryFolder, 'thumbnails')
            const importsFolder = importsFolderOf(libraryFolder)
            const signal = interrupts.stop
            const thumbnails = await pruneThumbnails({ thumbnailsFolder, database, keptEdges, signal })
            const imports = await pruneImports({ importsFolder, database, now: clock.now(), signal })
            const files = thumbnails.files + imports.files
            const bytes = thumbnails.bytes + imports.bytes
            const text = `${countOf(files, 'file')} removed, ${sizeText(bytes)} free again.`
            host.terminal.print(json === true ? line({ type: 'prune', files, bytes }) : text)
            return 'done'
          } finally {
            interrupts.release()
          }
        }),
      ),
    )
}

interface BackUpOptions extends JsonOption {
  readonly thumbnails?: true
}

function addCopies(library: Command, context: CommandContext): void {
  const { host } = context
  library
    .command('back-up')
    .description('Copies everything that cannot be made again into an empty folder, which then is a library itself.')
    .argument('<folder>', 'an empty or new folder')
    .option('--thumbnails', 'copy the thumbnails as well')
    .addOption(jsonOption())
    .action(
      context.action((folder: string, options: BackUpOptions) =>
        withApp(host, (app) => backUp(app, host, { folder, options })),
      ),
    )
  library
    .command('import')
    .description('Takes over what another library has: batches that are over, results, reviews, recipes, collections.')
    .argument('<folder>', 'a folder of another library; it is only read')
    .addOption(jsonOption())
    .action(
      context.action((folder: string, { json }: JsonOption) =>
        withApp(host, (app) => importFrom(app, host, { folder, isJson: json === true })),
      ),
    )
}

async function backUp(
  { database, libraryFolder }: App,
  { terminal, workingFolder }: CliHost,
  { folder, options }: { readonly folder: string; readonly options: BackUpOptions },
): Promise<Ending> {
  const target = namedFolder(workingFolder, folder)
  await backUpTo({ database, libraryFolder, target, withThumbnails: options.thumbnails === true })
  terminal.print(options.json === true ? line({ type: 'back-up', path: target }) : `Copied to ${shown(target)}`)
  return 'done'
}

async function importFrom(
  { database, libraryFolder }: App,
  { terminal, workingFolder }: CliHost,
  { folder, isJson }: { readonly folder: string; readonly isJson: boolean },
): Promise<Ending> {
  const report = await importLibrary({ database, libraryFolder, from: namedFolder(workingFolder, folder) })
  if (isJson) terminal.print(line({ type: 'import', ...report }))
  else {
    const { batches, results, unfinished } = report
    terminal.print(`${countOf(batches, 'batch', 'batches')} with ${countOf(results, 'result')} taken over.`)
    if (unfinished > 0)
      terminal.note(`${countOf(unfinished, 'batch', 'batches')} not over yet, and left where they are.`)
  }
  return 'done'
}
