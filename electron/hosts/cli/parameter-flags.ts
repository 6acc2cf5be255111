import { type Command, Option } from 'commander'
import { AppError } from '../../../shared/errors.ts'
import type { ModelDeclaration, ParameterDeclaration, ParameterValues } from '../../../shared/models/model.ts'
import { checkParameters, describeParameter, findParameter, readParameter } from '../../../shared/models/parameters.ts'

interface Owner {
  readonly model: string
  readonly declaration: ParameterDeclaration
}

/** One flag for each parameter of the catalogue; the same key in several models is the same flag. */
interface ParameterFlag {
  readonly key: string
  readonly owners: readonly Owner[]
  /** The options that set it: two for a parameter that is on or off. */
  readonly options: readonly Option[]
}

type Options = Readonly<Record<string, unknown>>

export interface ParameterFlags {
  addTo(command: Command): void
  /**
   * Parameters of a model from its flags and from `--param key=value`. Throws `invalid-request` for one the model does
   * not have, naming whose it is, for a value it does not take, and for one that is given both ways.
   */
  read(model: ModelDeclaration, options: Options, pairs: readonly string[]): ParameterValues
}

export function createParameterFlags(models: readonly ModelDeclaration[]): ParameterFlags {
  const flags = flagsOf(models)
  return {
    addTo: (command) => {
      for (const { options } of flags) for (const option of options) command.addOption(option)
    },
    read: (model, options, pairs) => {
      const values = new Map<string, unknown>(pairs.map((pair) => readPair(model, pair)))
      if (values.size < pairs.length) throw twice(pairs.map((pair) => pair.slice(0, pair.indexOf('='))))
      for (const flag of flags) {
        const given = options[flag.options[0]?.attributeName() ?? '']
        if (given === undefined) continue
        if (values.has(flag.key)) throw twice([flag.key, flag.key])
        const declaration = findParameter(model, flag.key)
        values.set(flag.key, typeof given === 'string' ? readText(declaration, given) : given)
      }
      return checkParameters(model, Object.fromEntries(values))
    },
  }
}

function flagsOf(models: readonly ModelDeclaration[]): ParameterFlag[] {
  const owners = models.flatMap(({ id, parameters }) =>
    parameters.map((declaration): Owner => ({ model: id, declaration })),
  )
  return [...Map.groupBy(owners, ({ declaration }) => declaration.key)].map(([key, own]) => ({
    key,
    owners: own,
    options: optionsFor(key, own),
  }))
}

function optionsFor(key: string, owners: readonly Owner[]): Option[] {
  const name = key.replaceAll('_', '-')
  const heading = `Parameters of ${owners.map(({ model }) => model).join(', ')}:`
  const help = describe(owners)
  if (!owners.every(({ declaration }) => declaration.type === 'boolean')) {
    return [new Option(`--${name} <value>`, help).helpGroup(heading)]
  }
  const isOnAnyway = owners.some(({ declaration }) => declaration.default === true)
  const on = new Option(`--${name}`, help).helpGroup(heading).hideHelp(isOnAnyway)
  const off = new Option(`--no-${name}`, isOnAnyway ? `Turns this off: ${help}` : undefined).helpGroup(heading)
  return [on, off.hideHelp(!isOnAnyway)]
}

function describe(owners: readonly Owner[]): string {
  const texts = new Map(owners.map(({ model, declaration }) => [model, describeOne(declaration)]))
  const [first] = owners
  if (first === undefined) return ''
  const different = new Set(texts.values())
  const { label, help } = first.declaration
  if (different.size === 1) return `${label}: ${help} (${[...different].join('')})`
  return `${label}. ${[...texts].map(([model, text]) => `${model}: ${text}`).join('. ')}`
}

function describeOne(declaration: ParameterDeclaration): string {
  if (declaration.type === 'boolean') return declaration.default === true ? 'on unless told' : 'off unless told'
  const { default: value } = declaration
  return `${describeParameter(declaration)}${value === undefined ? '' : `; ${value} unless told`}`
}

function readPair(model: ModelDeclaration, pair: string): [string, unknown] {
  const equals = pair.indexOf('=')
  if (equals < 1) throw new AppError('invalid-request', `“${pair}” is no parameter; write --param key=value.`)
  const key = pair.slice(0, equals)
  return [key, readText(findParameter(model, key), pair.slice(equals + 1))]
}

/** What cannot be read as the declared type stays the text that was typed, so that the refusal can repeat it. */
function readText(declaration: ParameterDeclaration, text: string): unknown {
  const value = readParameter(declaration, text)
  return typeof value === 'number' && Number.isNaN(value) ? text : value
}

function twice(keys: readonly string[]): AppError {
  const key = keys.find((candidate, index) => keys.indexOf(candidate) !== index) ?? ''
  return new AppError('invalid-request', `The parameter “${key}” is given twice.`)
}
