import type { Command } from 'commander'
import { withApp, type CommandContext } from '../command-context.ts'
import { addAgainOptions, doAgain, type AgainOptions } from '../do-again.ts'

const explanation = `
Examples:
  lightbench rerun 12 --dry-run            what it would cost; nothing is sent
  lightbench rerun 12 --items 3,7-9 --yes  four of its pictures

The very request is sent: model, words, parameters and the bytes of the pictures, also after the recipe was edited or the
model left the list. Where one of them has changed, the picture is left, with the reason. It is paid for again. Whether
the same picture can be expected is said with the quote. Results stand beside the earlier ones.`

export function addRerun(program: Command, context: CommandContext): void {
  const { host } = context
  const command = program
    .command('rerun')
    .summary('send the very requests of a batch once more')
    .description('Sends the same requests of finished pictures again, as a batch of its own. A paid batch asks first.')
    .argument('<batch>', 'number of the batch; “lightbench history” lists them')
  addAgainOptions(command, 'all that are done')
    .addHelpText('after', explanation)
    .action(
      context.action((reference: string, options: AgainOptions) =>
        withApp(host, (app) =>
          doAgain({ app, host, options }, reference, { relation: 'rerun', prompt: null, statuses: ['done'] }),
        ),
      ),
    )
}
