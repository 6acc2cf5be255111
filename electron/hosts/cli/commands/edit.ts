import type { Command } from 'commander'
import { catalogue } from '../../../../shared/models/catalogue.ts'
import type { App } from '../../../app.ts'
import type { PlanRequest } from '../../../batches/plan/plan-request.ts'
import { capsOf } from '../../../settings/settings-schema.ts'
import { withApp, type CommandContext } from '../command-context.ts'
import { addEditOptions, type EditOptions } from '../edit-options.ts'
import { readEditRequest } from '../edit-request.ts'
import { createParameterFlags } from '../parameter-flags.ts'
import { runPlan } from '../run-plan.ts'

const examples = `
Examples:
  Warmer, on this machine, without cost:
    lightbench edit photos --temperature 20 --contrast 10 --resize 2000
  What would it cost? Nothing is sent:
    lightbench edit photos --model runflow/reve/edit --prompt "make it evening" --dry-run
  Send it, up to two dollars:
    lightbench edit photos --model runflow/reve/edit --prompt "make it evening" --cap 2 --yes
  A prompt for each picture from a table with the columns file and colour:
    lightbench edit shoes --csv shoes.csv --model runflow/reve/edit --prompt "make the shoe {csv.colour}"
  For scripts, one JSON object a line:
    lightbench edit photos --grayscale --json

The same picture with the same request is paid for once: what history already holds is skipped.
Files are never overwritten unless --conflict says so; the originals never are.`

export function addEdit(program: Command, context: CommandContext): void {
  const parameterFlags = createParameterFlags(catalogue)
  const command = program
    .command('edit')
    .summary('edit pictures')
    .description(
      'Edits pictures and folders. Shows the quote first; a paid batch starts after your yes. Parameters are given as flags or as --param key=value; those that are on or off can be turned off with --no-….',
    )
    .argument('<path...>', 'pictures and folders; folders with everything below them')
    .addHelpText('after', examples)
  addEditOptions(command)
  parameterFlags.addTo(command)
  command.action(
    context.action(async (paths: string[], options: EditOptions & Record<string, unknown>) => {
      const { host } = context
      // What is wrong with the command itself is said before a library is opened or made.
      const surroundings = { workingFolder: host.workingFolder, parameterFlags }
      const request = await readEditRequest({ paths, options }, surroundings)
      return withApp(host, async (app) => runPlan({ app, host, options }, await withSettings(request, options, app)))
    }),
  )
}

/** What the settings say where the command says nothing. Their cap is for real money. */
async function withSettings(request: PlanRequest, options: EditOptions, { settings }: App): Promise<PlanRequest> {
  const known = await settings.read()
  return {
    ...request,
    outputFolder: options.out === undefined ? (known.output.folder ?? request.outputFolder) : request.outputFolder,
    cap: request.mode === 'paid' ? (request.cap ?? capsOf(known).batch) : request.cap,
  }
}
