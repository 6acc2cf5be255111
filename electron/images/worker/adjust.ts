import type { Sharp } from 'sharp'
import type { WritableFormat } from '../../../shared/domain/picture.ts'
import type { AdjustTask, WrittenPicture } from '../images.ts'
import { adjustSettings, type AdjustSettings } from './adjust-settings.ts'
import { adjustSteps, passes, type Step } from './adjust-steps.ts'
import { keepColours } from './colour.ts'
import { renderFailure } from './damaged.ts'
import { decode } from './decoder.ts'
import { encodeAs, isDeep, megapixelsOf } from './encode.ts'
import { writable } from './finish.ts'
import { openPicture, type Picture } from './picture.ts'
import { practiceMark } from './practice-mark.ts'
import { writePipeline } from './write.ts'

const white = '#ffffff'
const transparent = '#00000000'

/**
 * Edits a picture on this machine, upright, in the order of the model's parameters: rotate, flip, resize, exposure,
 * temperature, contrast, saturation, grayscale, blur, sharpen, background. Profile and, where the format holds them,
 * 16 bits stay. Its other metadata is left out.
 */
export async function adjust({ source, target, parameters }: AdjustTask): Promise<WrittenPicture> {
  const settings = adjustSettings(parameters)
  const picture = await openPicture(source)
  const format = settings.outputFormat === 'same' ? writable(picture) : settings.outputFormat
  const { steps, ...kind } = planFor(picture, settings, format)
  const groups = passes(steps)

  const colour = keepColours(picture, kind)
  const opened = decode(picture.input, { autoOrient: true, ignoreIcc: colour.ignoreIcc })
  let pipeline = colour.apply(applied(opened, groups[0] ?? []))
  const space = spaceName(picture, kind)
  for (const group of groups.slice(1)) {
    const { data } = await rendered(pipeline, picture)
    pipeline = applied(decode(data, { ignoreIcc: true }), group)
      .toColourspace(space)
      .keepIccProfile()
  }
  if (settings.practiceMark) pipeline = await withPracticeMark(pipeline, picture)
  const encoding = { format, quality: settings.quality }
  const encoded = encodeAs(pipeline, encoding, megapixelsOf(picture, longestSide(picture, settings)))
  return writePipeline(target, encoded, { format, from: picture.format })
}

function rendered(pipeline: Sharp, { format }: Picture) {
  return pipeline
    .tiff({ compression: 'none' })
    .toBuffer({ resolveWithObject: true })
    .catch((thrown: unknown) => {
      throw renderFailure(format, thrown)
    })
}

/** Laying something over a picture gives it transparency, which one that had none must lose again. */
async function withPracticeMark(pipeline: Sharp, picture: Picture): Promise<Sharp> {
  const { data, info } = await rendered(pipeline, picture)
  const marked = decode(data, { ignoreIcc: true })
    .composite([practiceMark(info)])
    .keepIccProfile()
  if (info.channels === 4) return marked
  return decode((await rendered(marked, picture)).data, { ignoreIcc: true })
    .removeAlpha()
    .keepIccProfile()
}

interface Plan {
  readonly steps: readonly Step[]
  readonly is16Bit: boolean
  readonly mayStayGrey: boolean
}

function planFor(picture: Picture, settings: AdjustSettings, format: WritableFormat): Plan {
  const { background, rotate, temperature } = settings
  const hasCorners = rotate % 90 !== 0
  const keepsAlpha = format !== 'jpeg' && background === null
  const isFlat = !keepsAlpha && picture.hasAlpha
  const isTinted = temperature !== 0 || isFlat || (hasCorners && background !== null)
  const mayStayGrey = (isDeep(format) || format === 'jpeg') && !isTinted
  const is16Bit = picture.bitDepth === 16 && isDeep(format)
  const fill = keepsAlpha && hasCorners ? transparent : (background ?? white)
  const isGrey = picture.space === 'grey' && mayStayGrey
  const flat = isFlat ? (background ?? white) : null
  return { steps: adjustSteps(settings, { isGrey, is16Bit, fill, flat }), is16Bit, mayStayGrey }
}

/** Colours of the picture between two passes, where nothing is left to be converted. */
function spaceName({ space }: Picture, { is16Bit, mayStayGrey }: Pick<Plan, 'is16Bit' | 'mayStayGrey'>): string {
  if (space === 'grey' && mayStayGrey) return is16Bit ? 'grey16' : 'b-w'
  return is16Bit ? 'rgb16' : 'srgb'
}

function longestSide({ width, height }: Picture, { resize, enlarge }: AdjustSettings): number {
  const own = Math.max(width, height)
  return resize === null || (resize > own && !enlarge) ? own : resize
}

function applied(pipeline: Sharp, steps: readonly Step[]): Sharp {
  return steps.reduce((done, step) => step.apply(done), pipeline)
}
