import { Command, CommanderError } from 'commander'
import { providers, serviceIds } from '../../../shared/models/model.ts'
import { version } from '../../../shared/version.ts'
import type { CliHost } from './cli-host.ts'
import type { CommandContext } from './command-context.ts'
import { addBalance } from './commands/balance.ts'
import { addEdit } from './commands/edit.ts'
import { addHistory } from './commands/history.ts'
import { addKeys } from './commands/keys.ts'
import { addLibrary } from './commands/library.ts'
import { addModels } from './commands/models.ts'
import { addRepair } from './commands/repair.ts'
import { addRedo } from './commands/redo.ts'
import { addReport } from './commands/report.ts'
import { addRerun } from './commands/rerun.ts'
import { addResolve } from './commands/resolve.ts'
import { addResume } from './commands/resume.ts'
import { addRetry } from './commands/retry.ts'
import { addSpend } from './commands/spend.ts'
import { addVerify } from './commands/verify.ts'
import { exitCodes, type Ending } from './exit-codes.ts'
import { definitions } from './layout.ts'
import { reportFailure } from './report-failure.ts'
import { UsageError } from './usage-error.ts'

/** Carries out one command line (without the program's own name) and returns the exit code. Never rejects. */
export async function runCli(args: readonly string[], host: CliHost): Promise<number> {
  let ending: Ending = 'done'
  const context: CommandContext = {
    host,
    action:
      (work) =>
      async (...values) => {
        ending = await work(...values)
      },
  }
  try {
    const program = createProgram(context)
    if (args.length === 0) program.outputHelp()
    else await program.parseAsync([...args], { from: 'user' })
  } catch (thrown) {
    ending = reportThrown(thrown, host, args)
  }
  return exitCodes[ending].code
}

function createProgram(context: CommandContext): Command {
  const { terminal } = context.host
  const program = new Command('lightbench')
    .description('Edits pictures in batches, with models on this machine and paid ones in the cloud.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'explain a command')
    .helpCommand('help [command]', 'explain a command')
    .exitOverride()
    .configureHelp({ helpWidth: terminal.width })
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.note(text.trimEnd()),
      // Mistakes are reported like every other failure, in words or as JSON.
      outputError: () => undefined,
    })
    .addHelpText('after', () => afterHelp(terminal.width))
  for (const add of [addEdit, addResume, addRetry, addResolve, addRedo, addRerun])
    add(program.commandsGroup('Batches:'), context)
  for (const add of [addModels, addKeys, addBalance]) add(program.commandsGroup('Models and services:'), context)
  for (const add of [addHistory, addVerify, addReport, addSpend]) add(program.commandsGroup('What was done:'), context)
  for (const add of [addLibrary, addRepair]) add(program.commandsGroup('The library:'), context)
  return program.commandsGroup('Help:')
}

function reportThrown(thrown: unknown, host: CliHost, args: readonly string[]): Ending {
  const end = args.indexOf('--')
  const isJson = (end === -1 ? args : args.slice(0, end)).includes('--json')
  if (!(thrown instanceof CommanderError)) return reportFailure(thrown, host, isJson)
  if (thrown.exitCode === 0) return 'done'
  // Asked for help in a place where a command is missing: the help was the answer.
  if (thrown.code === 'commander.help') return 'usage'
  const sentence = thrown.message
    .replace(/^error: /, '')
    .replaceAll(/\s*\n\s*/g, ' ')
    .replace(/\.$/, '')
  const advice = `“lightbench ${commandOf(args)}--help” explains what can be said.`
  return reportFailure(new UsageError(`${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`, advice), host, isJson)
}

function commandOf([first = '']: readonly string[]): string {
  return /^[a-z]+$/.test(first) ? `${first} ` : ''
}

function afterHelp(width: number): string {
  const services = serviceIds.flatMap((service): [string, string][] => {
    const { name, keyVariable, urlVariable } = providers[service]
    return [
      [keyVariable, `key for ${name}; goes before the one in the key store and is never stored`],
      [urlVariable, `another address of ${name}: https, or http on this machine`],
    ]
  })
  const sections: readonly [string, readonly (readonly [string, string])[]][] = [
    [
      'First steps',
      [
        ['lightbench edit photos --temperature 20', 'edits a folder on this machine: no key, no cost'],
        ['lightbench models', 'shows every model with its price and parameters'],
        [
          'lightbench edit photos --model runflow/reve/edit --prompt "…" --practice',
          'tries a paid model without paying',
        ],
        ['lightbench keys set runflow', 'keeps your key in the key store of this machine'],
        ['lightbench edit photos --model runflow/reve/edit --prompt "…" --dry-run', 'says what it would cost'],
      ],
    ],
    ['Exit codes', Object.values(exitCodes).map(({ code, meaning }) => [String(code), meaning] as const)],
    ['Environment', [['LIGHTBENCH_HOME', 'folder of the library, instead of the usual one'], ...services]],
  ]
  const texts = sections.map(
    ([heading, rows]) => `${heading}:\n${heading === 'First steps' ? steps(rows) : definitions(rows, width)}`,
  )
  return `\n${texts.join('\n\n')}\n\n“lightbench COMMAND --help” explains a command.`
}

function steps(rows: readonly (readonly [string, string])[]): string {
  return rows.map(([command, meaning]) => `  ${command}\n      ${meaning}`).join('\n')
}
