import type { Command } from 'commander'
import { withApp, type CommandContext } from '../command-context.ts'
import { addAgainOptions, doAgain, type AgainOptions } from '../do-again.ts'

const explanation = `
Examples:
  lightbench redo 12 --prompt "make it evening, keep the people" --items 3,7
  lightbench redo 12 --prompt "less warm" --dry-run

The same pictures are edited with other words and everything else as it was, as a batch of its own; history keeps what
came of what. A picture that was edited with just these words before is not paid for again: “lightbench rerun” does that.`

export function addRedo(program: Command, context: CommandContext): void {
  const { host } = context
  const command = program
    .command('redo')
    .summary('edit pictures of a batch again with other words')
    .description('Edits pictures of a batch again with another prompt, as a batch of its own. A paid batch asks first.')
    .argument('<batch>', 'number of the batch; “lightbench history” lists them')
    .requiredOption('--prompt <text>', 'what should change; may hold the same variables as that of “edit”')
  addAgainOptions(command, 'all that are done or failed')
    .addHelpText('after', explanation)
    .action(
      context.action((reference: string, { prompt, ...options }: AgainOptions & { readonly prompt: string }) =>
        withApp(host, (app) =>
          doAgain({ app, host, options }, reference, { relation: 'redo', prompt, statuses: ['done', 'failed'] }),
        ),
      ),
    )
}
