import type { Command } from 'commander'
import type { App } from '../../../app.ts'
import { fileVerdicts, type FileVerdict, type VerifiedOutput } from '../../../history/verify.ts'
import type { CliHost } from '../cli-host.ts'
import { jsonOption, withApp, type CommandContext, type JsonOption } from '../command-context.ts'
import type { Ending } from '../exit-codes.ts'
import { listenForInterrupts } from '../interrupts.ts'
import { line } from '../json-lines.ts'
import { countOf, shown } from '../shown-text.ts'

const explanation = `
unchanged   the very bytes that were written
edited      another program has changed the file since
missing     there is no such file any more
replaced    a later result took its name, as --conflict asked
unreadable  the file is there and cannot be read

Ends with code 3 where a file is edited, missing or unreadable. Changes nothing and needs no network.`

export function addVerify(program: Command, context: CommandContext): void {
  const { host } = context
  program
    .command('verify')
    .summary('check that results are still what was written')
    .description('Reads every result again and compares it with the hash that was kept when it was written.')
    .argument('[batch]', 'number of a batch; all of them where it is left out')
    .addOption(jsonOption())
    .addHelpText('after', explanation)
    .action(
      context.action((reference: string | undefined, { json }: JsonOption) =>
        withApp(host, (app) => verify(app, host, { reference, isJson: json === true })),
      ),
    )
}

interface Verifying {
  readonly reference: string | undefined
  readonly isJson: boolean
}

async function verify({ engine, history }: App, host: CliHost, { reference, isJson }: Verifying): Promise<Ending> {
  const { terminal } = host
  const batchId = reference === undefined ? null : engine.batches.find(reference).id
  const interrupts = listenForInterrupts(host)
  const counts = new Map<FileVerdict, number>()
  try {
    for await (const output of history.verify(batchId, interrupts.stop)) {
      counts.set(output.verdict, (counts.get(output.verdict) ?? 0) + 1)
      if (isJson) terminal.print(outputLine(output))
      else if (output.verdict !== 'unchanged') terminal.print(`${output.verdict}: ${shown(output.path)}`)
    }
  } finally {
    interrupts.release()
  }
  if (!isJson) terminal.print(describe(counts))
  const isWhole = (['edited', 'missing', 'unreadable'] as const).every((verdict) => !counts.has(verdict))
  return isWhole ? 'done' : 'failed'
}

function outputLine({ itemId, path, verdict }: VerifiedOutput): string {
  return line({ type: 'output', itemId, path, verdict })
}

function describe(counts: ReadonlyMap<FileVerdict, number>): string {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const parts = fileVerdicts.flatMap((verdict) =>
    counts.has(verdict) ? [`${counts.get(verdict) ?? 0} ${verdict}`] : [],
  )
  return total === 0 ? 'There are no results to verify.' : `${countOf(total, 'result')}: ${parts.join(', ')}`
}
