import { AppError } from '../errors.ts'
import { nearest } from './nearest.ts'
import { nameKey, safeFolderName, safeStem, withSuffix } from './safe-name.ts'

/** What a name template may hold between braces, with the help shown for it. */
export const nameVariables = {
  name: 'name of the source, without extension',
  index: 'position in the batch, with leading zeros',
  n: 'number of the result where a picture has several',
  folder: 'name of the folder the source lies in',
  model: 'id of the model',
  batch: 'name of the batch',
  date: 'day the batch was made, 2026-03-01',
  time: 'time the batch was made, 14-30-05',
} as const satisfies Record<string, string>

export type NameVariable = keyof typeof nameVariables

const variableNames = Object.keys(nameVariables) as NameVariable[] // Object.keys forgets the key type.

type NamePart = { readonly literal: string } | { readonly variable: NameVariable }

/** One entry per path segment; the last one is the file's name. */
export type NameTemplate = readonly (readonly NamePart[])[]

export interface NameValues {
  /** Path of the source relative to the folder it was found in, `/` between segments on every system. */
  readonly relativePath: string
  /** Name of that folder, used where `relativePath` has none of its own. */
  readonly rootName: string
  /** From 1. */
  readonly index: number
  readonly count: number
  readonly model: string
  readonly batch: string
  /** Shown in local time. */
  readonly createdAt: Date
}

export const defaultNameTemplate = '{name}'

const maxTemplateLength = 500
const maxSegments = 9

/**
 * Reads a template such as `{folder}/{name}-{index}`. `{{` and `}}` stand for braces, both slashes make sub-folders.
 * Throws `invalid-request` with a sentence that names what is wrong.
 */
export function parseNameTemplate(text: string): NameTemplate {
  if (text.trim() === '') throw invalid('The name template is empty.')
  if (text.length > maxTemplateLength) throw invalid(`A name template may have ${maxTemplateLength} characters.`)
  const segments = text.split(/[/\\]/)
  if (segments.length > maxSegments) throw invalid(`A name template may make ${maxSegments - 1} sub-folders.`)
  if (segments.some((segment) => segment.trim() === '')) {
    throw invalid(`The name template “${text}” has nothing before, after or between its slashes.`)
  }
  if (segments.some((segment) => /^\s*\.+\s*$/.test(segment))) {
    throw invalid(`The name template “${text}” may not lead out of the output folder; leave out “.” and “..”.`)
  }
  return segments.map(parseSegment)
}

/**
 * Paths below the output folder without extension, `/` between safe segments, one for each result of a source. Without
 * `{n}` in the template the second result gets `-2`, the third `-3`.
 */
export function renderNames(template: NameTemplate, values: NameValues, resultCount = 1): readonly string[] {
  const hasNumber = template.some((parts) => parts.some((part) => 'variable' in part && part.variable === 'n'))
  return Array.from({ length: resultCount }, (_, position) => {
    const number = position + 1
    const texts = template.map((parts) => parts.map((part) => renderPart(part, values, number)).join(''))
    const folders = texts.slice(0, -1).map(safeFolderName)
    const stem = safeStem(texts.at(-1) ?? '')
    return [...folders, hasNumber || number === 1 ? stem : withSuffix(stem, `-${number}`)].join('/')
  })
}

/** Puts a rendered name below the folders its source lies in, so that the output repeats the source's tree. */
export function mirrorTree(relativePath: string, name: string): string {
  return [...segmentsOf(relativePath).slice(0, -1).map(safeFolderName), name].join('/')
}

/**
 * Spells folders alike that some system takes for one, in the way the first of them was spelt: their files then meet, and
 * get their numbers, on every system. For the paths of one batch, in order.
 */
export function createFolderSpelling(): (path: string) => string {
  const spellings = new Map<string, string>()
  return (path) => {
    const segments = path.split('/')
    let folder = ''
    for (const segment of segments.slice(0, -1)) {
      const wanted = `${folder}${segment}/`
      const key = nameKey(wanted)
      folder = spellings.get(key) ?? wanted
      spellings.set(key, folder)
    }
    return `${folder}${segments.at(-1) ?? ''}`
  }
}

export interface Collisions {
  /** How many names, beyond the first of each, another name already has. */
  readonly count: number
  /** A few of them, for a warning. */
  readonly examples: readonly string[]
}

/** Says how many planned names are alike without regard to case and normal form; such files get ` (2)`, ` (3)`…. */
export function findCollisions(names: readonly string[]): Collisions {
  const seen = new Set<string>()
  const repeated = new Map<string, string>()
  let count = 0
  for (const name of names) {
    const key = nameKey(name)
    if (!seen.has(key)) seen.add(key)
    else {
      count += 1
      if (!repeated.has(key)) repeated.set(key, name)
    }
  }
  return { count, examples: [...repeated.values()].slice(0, 5) }
}

function parseSegment(segment: string): readonly NamePart[] {
  const pieces = segment.match(/\{\{|\}\}|\{[^{}]*\}|[{}]|[^{}]+/g) ?? []
  return pieces.map((piece) => {
    if (piece === '{{' || piece === '}}') return { literal: piece.slice(1) }
    if (piece === '{' || piece === '}') {
      throw invalid(
        `The name template has a lone “${piece}” in “${segment}”; write “${piece}${piece}” for the character.`,
      )
    }
    return piece.startsWith('{') ? { variable: parseVariable(piece.slice(1, -1).trim()) } : { literal: piece }
  })
}

function parseVariable(word: string): NameVariable {
  const known = variableNames.find((name) => name === word)
  if (known) return known
  const meant = nearest(word, variableNames)
  const hint =
    meant === null ? `There are ${variableNames.map((name) => `{${name}}`).join(', ')}.` : `Did you mean {${meant}}?`
  throw invalid(`A name template has no {${word}}. ${hint}`)
}

function renderPart(part: NamePart, values: NameValues, number: number): string {
  if ('literal' in part) return part.literal
  switch (part.variable) {
    case 'name':
      return nameOf(values)
    case 'index':
      return String(values.index).padStart(String(values.count).length, '0')
    case 'n':
      return String(number)
    case 'folder':
      return segmentsOf(values.relativePath).at(-2) ?? values.rootName
    case 'model':
      return values.model.replaceAll('/', '-')
    case 'batch':
      return values.batch
    case 'date':
      return dateText(values.createdAt)
    case 'time':
      return timeText(values.createdAt)
  }
}

/** Drops an extension only where it looks like one: `IMG.0042` keeps its number. */
function nameOf({ relativePath }: NameValues): string {
  const file = segmentsOf(relativePath).at(-1) ?? ''
  return file.replace(/(?<=.)\.[a-z][a-z0-9]{0,4}$/i, '')
}

function segmentsOf(relativePath: string): string[] {
  return relativePath.split('/').filter((segment) => segment !== '' && segment !== '.' && segment !== '..')
}

function dateText(at: Date): string {
  return `${at.getFullYear()}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}`
}

function timeText(at: Date): string {
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map(twoDigits).join('-')
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

function invalid(message: string): AppError {
  return new AppError('invalid-request', message)
}
