import type { Command } from 'commander'
import { formatUsd } from '../../../../shared/domain/money.ts'
import { AppError } from '../../../../shared/errors.ts'
import { serviceIds, type ServiceId } from '../../../../shared/models/model.ts'
import type { Services } from '../../../batches/engine.ts'
import type { Balance } from '../../../providers/provider.ts'
import { jsonOption, withApp, type CommandContext, type JsonOption } from '../command-context.ts'
import type { Ending } from '../exit-codes.ts'
import { listenForInterrupts } from '../interrupts.ts'
import { line, usdOrNull } from '../json-lines.ts'
import { nameOf, serviceArgument } from '../service-argument.ts'
import { shown } from '../shown-text.ts'
import type { Terminal } from '../terminal.ts'

const examples = `
Examples:
  lightbench balance
  lightbench balance runflow
  lightbench balance --practice   the play money of practice mode`

interface BalanceOptions extends JsonOption {
  readonly practice?: true
}

export function addBalance(program: Command, context: CommandContext): void {
  const { host } = context
  program
    .command('balance')
    .summary('ask what credit is left')
    .description('Asks a service, or each one there is a key for, what credit is left. Costs nothing.')
    .addArgument(serviceArgument('[provider]'))
    .option('--practice', 'ask the practice services')
    .addOption(jsonOption())
    .addHelpText('after', examples)
    .action(
      context.action((service: ServiceId | undefined, options: BalanceOptions) =>
        withApp(host, async (app) => {
          const interrupts = listenForInterrupts(host)
          const services = await app.engine.services(options.practice === true ? 'practice' : 'paid')
          const asking = { services, signal: interrupts.stop, terminal: host.terminal, options }
          try {
            return service === undefined ? await showAll(asking) : await showOne(asking, service)
          } finally {
            interrupts.release()
          }
        }),
      ),
    )
}

interface Asking {
  readonly services: Services
  readonly signal: AbortSignal
  readonly terminal: Terminal
  readonly options: BalanceOptions
}

async function showOne({ services, signal, terminal, options }: Asking, service: ServiceId): Promise<Ending> {
  const balance = await services.balance(service, signal)
  terminal.print(options.json === true ? balanceLine(balance) : describe(balance))
  return 'done'
}

/** A service without a key is passed over; with no key at all, the last one's advice is given. */
async function showAll(asking: Asking): Promise<Ending> {
  const missing: AppError[] = []
  for (const service of serviceIds) {
    try {
      await showOne(asking, service)
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.code !== 'missing-key') throw thrown
      missing.push(thrown)
      if (asking.options.json !== true) asking.terminal.note(shown(thrown.message))
    }
  }
  const [first] = missing
  if (first !== undefined && missing.length === serviceIds.length) {
    throw new AppError('missing-key', 'There is no key for any service.', { cause: first })
  }
  return 'done'
}

function describe({ service, amount, note }: Balance): string {
  return `${nameOf(service)}: ${amount === null ? shown(note ?? 'not known') : formatUsd(amount)}`
}

function balanceLine({ service, amount, note }: Balance): string {
  return line({ type: 'balance', service, amountUsd: usdOrNull(amount), note })
}
