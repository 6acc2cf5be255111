import type { Command } from 'commander'
import type { App } from '../../../app.ts'
import type { RepairReport } from '../../../repair/repair.ts'
import type { CliHost } from '../cli-host.ts'
import { jsonOption, withApp, type CommandContext, type JsonOption } from '../command-context.ts'
import { showCount } from '../count-progress.ts'
import type { Ending } from '../exit-codes.ts'
import { listenForInterrupts } from '../interrupts.ts'
import { line } from '../json-lines.ts'
import { namedFoldersThere } from '../named-folder.ts'
import { countOf, shown } from '../shown-text.ts'

const explanation = `
Every result carries a record of how it was made. Results below the folders that the library does not know are taken
up from it, so that history shows them and nobody pays for them again. Name the folders of your originals as well, and
each result is shown beside its source. Also makes the index of history anew.

What a request cost is not in the record: batches made from records count as nothing spent. For a damaged library,
restore its newest backup first (lightbench library restore), then repair. Changes no file and needs no network.

Examples:
  lightbench repair ~/Pictures/Lightbench ~/Pictures/originals`

export function addRepair(program: Command, context: CommandContext): void {
  const { host } = context
  program
    .command('repair')
    .summary('take up results the library does not know')
    .description('Makes the library whole again from the records that results carry about themselves.')
    .argument('<folder...>', 'folders of results, and of originals')
    .addOption(jsonOption())
    .addHelpText('after', explanation)
    .action(
      context.action((folders: string[], { json }: JsonOption) =>
        withApp(host, (app) => repair(app, host, { folders, isJson: json === true })),
      ),
    )
}

interface Repairing {
  readonly folders: readonly string[]
  readonly isJson: boolean
}

async function repair(app: App, host: CliHost, { folders, isJson }: Repairing): Promise<Ending> {
  const { terminal, workingFolder } = host
  const searched = await namedFoldersThere(workingFolder, folders)
  const interrupts = listenForInterrupts(host)
  let progress: { done: number; total: number | null } = { done: 0, total: null }
  const hide = showCount(host, 'Read', () => progress)
  try {
    const report = await app.repair.run({
      folders: searched,
      signal: interrupts.stop,
      onProgress: (now) => (progress = now),
    })
    hide()
    if (isJson) terminal.print(line({ type: 'repair', ...report }))
    else printReport(host, report)
    return report.unreadable.length === 0 ? 'done' : 'failed'
  } finally {
    hide()
    interrupts.release()
  }
}

function printReport({ terminal }: CliHost, report: RepairReport): void {
  const { files, known, adopted, withSource, moved, copies, unreadable } = report
  for (const path of unreadable) terminal.print(`unreadable: ${shown(path)}`)
  const parts = [
    `${known} known`,
    `${adopted} taken up${adopted === 0 ? '' : ` (${withSource} with their source)`}`,
    ...(moved === 0 ? [] : [`${moved} found in a new place`]),
    ...(copies === 0 ? [] : [`${copies} copies`]),
    ...(unreadable.length === 0 ? [] : [`${unreadable.length} unreadable`]),
  ]
  terminal.print(`${countOf(files, 'picture')} looked at: ${parts.join(', ')}. The index of history is new.`)
}
