import type { Command } from 'commander'
import { fileVerdicts, type FileVerdict } from '../../../../shared/domain/review.ts'
import type { App } from '../../../app.ts'
import type { VerifiedOutput } from '../../../verify/verify.ts'
import type { CliHost } from '../cli-host.ts'
import { jsonOption, withApp, type CommandContext, type JsonOption } from '../command-context.ts'
import { showCount } from '../count-progress.ts'
import type { Ending } from '../exit-codes.ts'
import { listenForInterrupts } from '../interrupts.ts'
import { line } from '../json-lines.ts'
import { namedFoldersThere } from '../named-folder.ts'
import { countOf, shown } from '../shown-text.ts'

const explanation = `
unchanged   the very bytes that were written
edited      another program has changed the file since
moved       the very bytes, under another path; --relink makes that its place
missing     there is no such file any more, and its bytes are in none of the folders
replaced    a later result took its name, as --conflict asked
unreadable  the file is there and cannot be read

Looks for missing files below the folders the results were written to, and below those of --look-in.
Ends with code 3 where a file is edited, missing or unreadable. Changes no file and needs no network.`

interface VerifyOptions extends JsonOption {
  readonly lookIn?: readonly string[]
  readonly relink?: true
}

export function addVerify(program: Command, context: CommandContext): void {
  const { host } = context
  program
    .command('verify')
    .summary('check that results are still what was written')
    .description('Reads every result again and compares it with the hash that was kept when it was written.')
    .argument('[batch]', 'number of a batch; all of them where it is left out')
    .option('--look-in <folder...>', 'more folders to look for missing files in')
    .option('--relink', 'let results that were moved be at home where they are now')
    .addOption(jsonOption())
    .addHelpText('after', explanation)
    .action(
      context.action((reference: string | undefined, options: VerifyOptions) =>
        withApp(host, (app) => verify(app, host, { reference, options })),
      ),
    )
}

interface Verifying {
  readonly reference: string | undefined
  readonly options: VerifyOptions
}

async function verify(app: App, host: CliHost, { reference, options }: Verifying): Promise<Ending> {
  const { terminal } = host
  const isJson = options.json === true
  const batchId = reference === undefined ? null : app.engine.batches.find(reference).id
  const { counts, moved } = await judgeAll(app, host, { batchId, options })
  const relinked = options.relink === true ? app.verify.relink(moved) : 0
  if (!isJson) {
    terminal.print(describe(counts))
    if (relinked > 0) terminal.print(`${countOf(relinked, 'result')}: the new place is taken for theirs.`)
    else if (moved.length > 0) terminal.note('--relink takes the new places for theirs.')
  }
  const isWhole = (['edited', 'missing', 'unreadable'] as const).every((verdict) => !counts.has(verdict))
  return isWhole ? 'done' : 'failed'
}

interface Judging {
  readonly batchId: string | null
  readonly options: VerifyOptions
}

async function judgeAll(app: App, host: CliHost, { batchId, options }: Judging) {
  const { terminal, workingFolder } = host
  const lookIn = await namedFoldersThere(workingFolder, options.lookIn ?? [])
  const interrupts = listenForInterrupts(host)
  const counts = new Map<FileVerdict, number>()
  const moved: VerifiedOutput[] = []
  const total = app.verify.count(batchId)
  let done = 0
  const hide = showCount(host, 'Verified', () => ({ done, total }))
  try {
    for await (const output of app.verify.run({ batchId, lookIn, signal: interrupts.stop })) {
      done += 1
      counts.set(output.verdict, (counts.get(output.verdict) ?? 0) + 1)
      if (output.verdict === 'moved') moved.push(output)
      if (options.json === true) terminal.print(outputLine(output))
      else if (output.verdict !== 'unchanged') terminal.print(sentence(output))
    }
  } finally {
    hide()
    interrupts.release()
  }
  return { counts, moved }
}

function sentence({ verdict, path, foundAt }: VerifiedOutput): string {
  return `${verdict}: ${shown(path)}${foundAt === null ? '' : ` is now ${shown(foundAt)}`}`
}

function outputLine({ itemId, path, verdict, foundAt }: VerifiedOutput): string {
  return line({ type: 'output', itemId, path, verdict, ...(foundAt === null ? {} : { foundAt }) })
}

function describe(counts: ReadonlyMap<FileVerdict, number>): string {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const parts = fileVerdicts.flatMap((verdict) =>
    counts.has(verdict) ? [`${counts.get(verdict) ?? 0} ${verdict}`] : [],
  )
  return total === 0 ? 'There are no results to verify.' : `${countOf(total, 'result')}: ${parts.join(', ')}`
}
