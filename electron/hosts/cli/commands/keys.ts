import type { Command } from 'commander'
import { AppError, type Failure, toFailure } from '../../../../shared/errors.ts'
import { providers, serviceIds, type ServiceId } from '../../../../shared/models/model.ts'
import type { App } from '../../../app.ts'
import type { KeySource } from '../../../secrets/environment-keys.ts'
import { checkKey } from '../../../secrets/secret-store.ts'
import type { CliHost } from '../cli-host.ts'
import { jsonOption, withApp, type CommandContext, type JsonOption } from '../command-context.ts'
import type { Ending } from '../exit-codes.ts'
import { listenForInterrupts } from '../interrupts.ts'
import { line } from '../json-lines.ts'
import { table } from '../layout.ts'
import { nameOf, serviceArgument } from '../service-argument.ts'
import { shown } from '../shown-text.ts'
import { UsageError } from '../usage-error.ts'

const examples = `
Examples:
  lightbench keys set runflow            asks for the key; what you type is not shown
  lightbench keys set runflow < key.txt  reads it from a file
  lightbench keys list
  lightbench keys test aimlapi

A key is never taken from the command line itself, where other programs could read it, and never shown again.
It is kept in the key store of the operating system.`

export function addKeys(program: Command, context: CommandContext): void {
  const { host } = context
  const keys = program
    .command('keys')
    .summary('set, list, test and remove keys of services')
    .description('Keeps the keys of the services that are paid.')
    .addHelpText('after', examples)
  keys
    .command('set')
    .description('Reads a key, tries it with a call that costs nothing, and keeps it.')
    .addArgument(serviceArgument('<provider>'))
    // What stands behind the service may be a key, which the usual complaint about it would repeat.
    .allowExcessArguments()
    .action(
      context.action((service: ServiceId, _options: object, { args }: Command) => {
        if (args.length > 1) throw keyInArguments()
        return setKey(host, service)
      }),
    )
  keys
    .command('list')
    .description('Says which services have a key and where it comes from; never the key itself.')
    .addOption(jsonOption())
    .action(context.action(({ json }: JsonOption) => withApp(host, (app) => listKeys(app, host, json === true))))
  keys
    .command('test')
    .description('Tries the key of a service with a call that costs nothing.')
    .addArgument(serviceArgument('<provider>'))
    .action(context.action((service: ServiceId) => withApp(host, (app) => testKey(app, host, service))))
  keys
    .command('remove')
    .description('Takes the key of a service out of the key store.')
    .addArgument(serviceArgument('<provider>'))
    .action(context.action((service: ServiceId) => withApp(host, (app) => removeKey(app, host, service))))
}

function keyInArguments(): UsageError {
  return new UsageError(
    'A key is never taken from the command line, where other programs could read it.',
    'Run “lightbench keys set PROVIDER” and type the key when it asks, or pipe it in. Replace a key that was typed here.',
  )
}

async function setKey(host: CliHost, service: ServiceId): Promise<Ending> {
  const key = await readKey(host, service)
  if (key === null) {
    host.terminal.note('No key was set.')
    return 'paused'
  }
  host.log.addSecret(key)
  return withApp(host, async (app) => {
    const { secrets } = app
    const before = await keptKey(app, service)
    await secrets.set(service, key)
    try {
      await tryKey(app, host, service)
    } catch (thrown) {
      // Only a key that was tried is kept; the one before it is better than none.
      await (before === null ? secrets.remove(service) : secrets.set(service, before))
      throw notKept(thrown, before !== null)
    }
    host.terminal.print(`${nameOf(service)} takes the key. It is kept in the key store of this machine.`)
    return 'done'
  })
}

async function readKey({ terminal }: CliHost, service: ServiceId): Promise<string | null> {
  const text = terminal.canAsk
    ? await terminal.askHidden(`Key for ${nameOf(service)} (not shown while you type): `)
    : await terminal.readInput()
  return text === null ? null : checkKey(text)
}

/** The key in the store. A key in the environment would hide it, and would be tried in place of the new one. */
async function keptKey({ secrets }: App, service: ServiceId): Promise<string | null> {
  if ((await secrets.sourceOf(service)) !== 'environment') return secrets.get(service)
  const { keyVariable } = providers[service]
  throw new UsageError(
    `${keyVariable} is set in the environment and goes before the key store, so another key could not be tried.`,
    `Unset ${keyVariable}, then set the key again.`,
  )
}

function notKept(thrown: unknown, hadOne: boolean): unknown {
  if (!(thrown instanceof AppError)) return thrown
  const kept = hadOne ? 'The key was not kept; the one before it still is.' : 'The key was not kept.'
  return new AppError(thrown.code, `${thrown.message} ${kept}`, { cause: thrown })
}

async function tryKey({ engine }: App, host: CliHost, service: ServiceId): Promise<void> {
  const interrupts = listenForInterrupts(host)
  try {
    await (await engine.services('paid')).testKey(service, interrupts.stop)
  } finally {
    interrupts.release()
  }
}

const sourceWords: Readonly<Record<KeySource, (service: ServiceId) => string>> = {
  environment: (service) => `from ${providers[service].keyVariable}`,
  keychain: () => 'in the key store',
}

interface KnownKey {
  readonly service: ServiceId
  readonly source: KeySource | null
  readonly failure: Failure | null
}

async function listKeys({ secrets }: App, { terminal }: CliHost, isJson: boolean): Promise<Ending> {
  const known: KnownKey[] = []
  for (const service of serviceIds) known.push(await lookUp(service))
  if (isJson) for (const { service, source } of known) terminal.print(line({ type: 'key', service, source }))
  else terminal.print(table(known.map((key) => [key.service, nameOf(key.service), describe(key)])))
  const failed = known.find(({ failure }) => failure !== null)?.failure
  if (failed) throw new AppError(failed.code, failed.message)
  return 'done'

  async function lookUp(service: ServiceId): Promise<KnownKey> {
    try {
      return { service, source: await secrets.sourceOf(service), failure: null }
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown
      return { service, source: null, failure: toFailure(thrown) }
    }
  }
}

function describe({ service, source, failure }: KnownKey): string {
  if (failure !== null) return `not known: ${shown(failure.message)}`
  return source === null ? 'no key' : sourceWords[source](service)
}

async function testKey(app: App, host: CliHost, service: ServiceId): Promise<Ending> {
  await tryKey(app, host, service)
  host.terminal.print(`${nameOf(service)} takes the key.`)
  return 'done'
}

async function removeKey({ secrets }: App, { terminal }: CliHost, service: ServiceId): Promise<Ending> {
  const wasThere = await secrets.remove(service)
  terminal.print(wasThere ? `The key for ${nameOf(service)} is removed.` : `There was no key for ${nameOf(service)}.`)
  if ((await secrets.sourceOf(service)) === 'environment') {
    terminal.note(`${providers[service].keyVariable} is still set in the environment and is used.`)
  }
  return 'done'
}
