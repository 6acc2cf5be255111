import { Option } from 'commander'
import type { App } from '../../app.ts'
import type { CliHost } from './cli-host.ts'
import type { Ending } from './exit-codes.ts'

/** What every command is made with. */
export interface CommandContext {
  readonly host: CliHost
  /** Wraps the work of a command: how it ends is how the program ends. */
  action<A extends unknown[]>(work: (...args: A) => Ending | Promise<Ending>): (...args: A) => Promise<void>
}

export interface JsonOption {
  readonly json?: true
}

export function jsonOption(): Option {
  return new Option('--json', 'print one JSON object a line')
}

/** Opens the library for one command and closes it again, however that ends. */
export async function withApp(host: CliHost, work: (app: App) => Promise<Ending>): Promise<Ending> {
  const app = await host.openApp()
  try {
    return await work(app)
  } finally {
    await app.close()
  }
}
