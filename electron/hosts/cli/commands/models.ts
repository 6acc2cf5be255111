import type { Command } from 'commander'
import { formatUsd, toUsdNumber } from '../../../../shared/domain/money.ts'
import { catalogue } from '../../../../shared/models/catalogue.ts'
import { providers, type ModelDeclaration, type ParameterDeclaration } from '../../../../shared/models/model.ts'
import { describeParameter } from '../../../../shared/models/parameters.ts'
import { jsonOption, type CommandContext, type JsonOption } from '../command-context.ts'
import { line } from '../json-lines.ts'
import { definitions, wrap } from '../layout.ts'
import { countOf } from '../shown-text.ts'
import type { Terminal } from '../terminal.ts'

const examples = `
Examples:
  lightbench models
  lightbench models --json | grep runflow`

const repeatability = {
  always: 'The same request always gives the same picture.',
  'with-seed': 'The same request with the same seed gives the same picture.',
  never: 'The same request gives another picture each time.',
} as const

export function addModels(program: Command, context: CommandContext): void {
  program
    .command('models')
    .summary('show every model with price and parameters')
    .description('Shows every model: what it does, what it costs and since when, its parameters and its limits.')
    .addOption(jsonOption())
    .addHelpText('after', examples)
    .action(
      context.action(({ json }: JsonOption) => {
        const { terminal } = context.host
        for (const [index, model] of catalogue.entries()) {
          if (json === true) terminal.print(modelLine(model))
          else printModel(terminal, model, index > 0)
        }
        return 'done'
      }),
    )
}

function printModel(terminal: Terminal, model: ModelDeclaration, isSeparated: boolean): void {
  const { id, name, provider, summary } = model
  if (isSeparated) terminal.print('')
  terminal.print(id, 'bold')
  const sentences = [`${name} by ${providers[provider].name}.`, summary, priceOf(model), ...limitsOf(model)]
  terminal.print(wrap(`  ${sentences.join(' ')}`, terminal.width, 2))
  const rows = model.parameters.map((declaration) => [flagOf(declaration), describe(declaration)] as const)
  if (rows.length > 0) terminal.print(definitions(rows, terminal.width))
}

function flagOf({ key, type }: ParameterDeclaration): string {
  return `--${key.replaceAll('_', '-')}${type === 'boolean' ? '' : ' …'}`
}

function describe(declaration: ParameterDeclaration): string {
  const { help, default: value } = declaration
  return `${help} (${describeParameter(declaration)}${value === undefined ? '' : `; ${String(value)} unless told`})`
}

function priceOf({ price, countParameter }: ModelDeclaration): string {
  if (price.perImage === 0) return 'Free.'
  const each = countParameter === null ? 'a picture' : 'a result'
  const notes = [price.source, `as of ${price.asOf}`, ...(price.isEstimate ? ['an estimate'] : [])]
  return `${formatUsd(price.perImage)} ${each} (${notes.join(', ')}).`
}

function limitsOf({ prompt, pictures, upload, isRepeatable }: ModelDeclaration): string[] {
  const { limit } = prompt
  const length =
    limit &&
    (limit.isHard
      ? `Prompts up to ${limit.length} characters.`
      : `Prompts above ${limit.length} characters may be refused.`)
  return [
    ...(prompt.isRequired ? ['Needs a prompt.'] : []),
    ...(length === null ? [] : [length]),
    ...(pictures.maxReferences === 0 ? [] : [`Takes up to ${countOf(pictures.maxReferences, 'reference picture')}.`]),
    ...(pictures.maskField === null ? [] : ['Takes a mask.']),
    ...(upload === null ? [] : [uploadOf(upload)]),
    repeatability[isRepeatable],
  ]
}

function uploadOf({ maxBytes, maxSide }: NonNullable<ModelDeclaration['upload']>): string {
  const side = maxSide === null ? '' : ` and ${maxSide} pixels on the longest side`
  return `Pictures are sent up to ${maxBytes / (1024 * 1024)} MB${side}; larger ones are made smaller first.`
}

function modelLine(model: ModelDeclaration): string {
  const { id, provider, name, summary, prompt, pictures, parameters, price, isRepeatable, upload } = model
  const { perImage, ...priceFacts } = price
  return line({
    type: 'model',
    id,
    provider,
    name,
    summary,
    price: { perImageUsd: toUsdNumber(perImage), ...priceFacts },
    prompt,
    maxReferences: pictures.maxReferences,
    takesMask: pictures.maskField !== null,
    upload,
    isRepeatable,
    parameters,
  })
}
