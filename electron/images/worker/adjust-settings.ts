import { writableFormats, type WritableFormat } from '../../../shared/domain/picture.ts'
import { AppError } from '../../../shared/errors.ts'
import type { ParameterValue, ParameterValues } from '../../../shared/models/model.ts'

const flips = ['none', 'horizontal', 'vertical', 'both'] as const
const outputFormats = ['same', ...writableFormats] as const
/** The decoder's own lower bound; less is not visible. */
const smallestBlur = 0.3

/** The parameters of `local/adjust`, each with its neutral value where it was left out. */
export interface AdjustSettings {
  readonly rotate: number
  readonly flip: (typeof flips)[number]
  readonly resize: number | null
  readonly enlarge: boolean
  readonly exposure: number
  readonly temperature: number
  readonly contrast: number
  readonly saturation: number
  readonly grayscale: boolean
  readonly blur: number
  readonly sharpen: number
  readonly background: string | null
  readonly outputFormat: WritableFormat | 'same'
  readonly quality: number
  /** Not a parameter of the model: practice mode marks its results with it. */
  readonly practiceMark: boolean
}

/** Checks the parameters; throws `invalid-request` that names the one that is not understood. */
export function adjustSettings(parameters: ParameterValues): AdjustSettings {
  const read = createReader(parameters)
  const settings: AdjustSettings = {
    rotate: read.number('rotate', { min: -180, max: 180, isWhole: true }) ?? 0,
    flip: read.choice('flip', flips) ?? 'none',
    resize: read.number('resize', { min: 1, max: 16_384, isWhole: true }),
    enlarge: read.boolean('enlarge') ?? false,
    exposure: read.number('exposure', { min: -3, max: 3 }) ?? 0,
    temperature: read.number('temperature', { min: -100, max: 100 }) ?? 0,
    contrast: read.number('contrast', { min: -100, max: 100 }) ?? 0,
    saturation: read.number('saturation', { min: -100, max: 100 }) ?? 0,
    grayscale: read.boolean('grayscale') ?? false,
    blur: read.number('blur', { min: 0, max: 100 }) ?? 0,
    sharpen: read.number('sharpen', { min: 0, max: 10 }) ?? 0,
    background: read.colour('background'),
    outputFormat: read.choice('output_format', outputFormats) ?? 'same',
    quality: read.number('quality', { min: 1, max: 100, isWhole: true }) ?? 92,
    practiceMark: read.boolean('practice_mark') ?? false,
  }
  read.assertNothingLeft()
  return { ...settings, blur: settings.blur < smallestBlur ? 0 : settings.blur }
}

interface Range {
  readonly min: number
  readonly max: number
  readonly isWhole?: boolean
}

function createReader(parameters: ParameterValues) {
  const left = new Map<string, ParameterValue>(Object.entries(parameters))
  const take = (key: string): ParameterValue | undefined => {
    const value = left.get(key)
    left.delete(key)
    return value
  }
  return { number, choice, boolean, colour, assertNothingLeft }

  function number(key: string, { min, max, isWhole = false }: Range): number | null {
    const value = take(key)
    if (value === undefined) return null
    const isRight = typeof value === 'number' && value >= min && value <= max && (!isWhole || Number.isInteger(value))
    if (!isRight) throw refusal(key, `a ${isWhole ? 'whole ' : ''}number from ${min} to ${max}`)
    return value
  }

  function choice<T extends string>(key: string, options: readonly T[]): T | null {
    const value = take(key)
    if (value === undefined) return null
    const found = options.find((option) => option === value)
    if (found === undefined) throw refusal(key, `one of ${options.join(', ')}`)
    return found
  }

  function boolean(key: string): boolean | null {
    const value = take(key)
    if (value !== undefined && typeof value !== 'boolean') throw refusal(key, 'true or false')
    return value ?? null
  }

  function colour(key: string): string | null {
    const value = take(key)
    if (value === undefined) return null
    if (typeof value !== 'string' || !/^#[0-9a-f]{6}$/i.test(value)) throw refusal(key, 'a colour such as #ffffff')
    return value
  }

  function assertNothingLeft(): void {
    const [unknown] = left.keys()
    if (unknown !== undefined) throw new AppError('invalid-request', `“${unknown}” is not a parameter of local/adjust.`)
  }
}

function refusal(key: string, expected: string): AppError {
  return new AppError('invalid-request', `“${key}” must be ${expected}.`)
}
