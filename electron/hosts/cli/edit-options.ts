import { type Command, Option } from 'commander'
import { nameVariables } from '../../../shared/domain/output-name.ts'
import { writableFormats } from '../../../shared/domain/picture.ts'
import { promptVariables } from '../../../shared/domain/prompt-template.ts'
import { conflictRules } from '../../../shared/domain/output-rules.ts'
import { localAdjust } from '../../../shared/models/local-models.ts'

/** What `edit` was told besides the parameters of its model. */
export interface EditOptions {
  readonly model?: string
  readonly prompt?: string
  readonly param?: readonly string[]
  readonly recipe?: string
  readonly reference?: readonly string[]
  readonly mask?: string
  readonly csv?: string
  readonly again?: true
  readonly uploadGps?: true
  readonly out?: string
  readonly name?: string
  readonly conflict?: string
  readonly saveFormat?: string
  readonly saveQuality?: string
  readonly saveSize?: string
  readonly saveBackground?: string
  readonly saveProfile?: string
  readonly keepGps?: true
  readonly metadata: boolean
  readonly cap?: string
  readonly dryRun?: true
  readonly yes?: true
  readonly practice?: true
  readonly json?: true
}

/** Where results go when nothing is said: beside whatever is being worked on, and never among the originals. */
export const standardOutputFolder = 'lightbench-edits'

export function addEditOptions(command: Command): void {
  addEditing(command)
  addSaving(command)
  addRunning(command)
}

function addEditing(command: Command): void {
  const what = 'What to do:'
  const add = adder(command, what)
  add('--model <id>', `model to edit with; “lightbench models” lists them (${localAdjust.id} unless told)`)
  add('--prompt <text>', `what should change; may hold ${listVariables(promptVariables)} and {csv.COLUMN}`)
  command.addOption(repeatable('--param <key=value>', 'a parameter of the model; repeat it for more').helpGroup(what))
  add('--recipe <file>', 'model, prompt, parameters and output rules from a JSON file; flags go before it')
  command.addOption(
    repeatable('--reference <file>', 'a picture the model may look at; repeat it for more').helpGroup(what),
  )
  add('--mask <file>', 'a picture that marks where to edit')
  add('--csv <file>', 'a table with a row for each picture; a column “prompt” takes the place of --prompt')
  add('--again', 'edit again what history already holds, and pay for it again')
  add('--upload-gps', 'leave the position of the camera in what is sent')
}

function addSaving(command: Command): void {
  const add = adder(command, 'Where results go:')
  add(
    '--out <folder>',
    `folder for the results (that of the settings, or “${standardOutputFolder}” in the current folder)`,
  )
  add('--name <template>', `name of a result; may hold ${listVariables(nameVariables)} and make sub-folders with /`)
  add('--conflict <rule>', 'what to do where a name is taken ("unique" unless told: a number behind it)', conflictRules)
  add('--save-format <format>', 'format of the files ("received" unless told: as the model gives it)', [
    'received',
    ...writableFormats,
  ])
  add('--save-quality <1-100>', 'quality where a picture is encoded again (92 unless told)')
  add('--save-size <size>', '“original” returns to the pixel size of the picture', ['received', 'original'])
  add('--save-background <#rrggbb>', 'colour to put behind transparency')
  add('--save-profile <profile>', '“source” converts to the colour profile of the picture', ['received', 'source'])
  add('--keep-gps', 'keep the position of the camera in the results')
  add('--no-metadata', 'write results without the metadata of the picture')
}

function addRunning(command: Command): void {
  const add = adder(command, 'How to run:')
  add('--dry-run', 'show the quote with names; send and store nothing')
  add('--cap <usd>', 'the most this batch may cost')
  add('--yes', 'agree to the quote without being asked')
  add('--practice', 'use the practice services: no key, no network, no cost')
  add('--json', 'print one JSON object a line')
}

function adder(command: Command, heading: string) {
  return (flags: string, help: string, choices: readonly string[] = []): void => {
    const option = new Option(flags, help).helpGroup(heading)
    command.addOption(choices.length === 0 ? option : option.choices(choices))
  }
}

function repeatable(flags: string, help: string): Option {
  return new Option(flags, help).argParser<readonly string[] | undefined>((value, before = []) => [...before, value])
}

function listVariables(variables: Readonly<Record<string, string>>): string {
  return Object.keys(variables)
    .map((name) => `{${name}}`)
    .join(' ')
}
