import type { Sharp } from 'sharp'
import type { AdjustSettings } from './adjust-settings.ts'

/**
 * One editing step. sharp has an order of its own inside one pipeline, whatever the order of calls; `place` is the
 * step's place in it. A step that comes later here but earlier there needs a pipeline of its own.
 */
export interface Step {
  readonly place: number
  apply(pipeline: Sharp): Sharp
}

interface Context {
  readonly isGrey: boolean
  readonly is16Bit: boolean
  /** What fills the corners of a rotation. */
  readonly fill: string
  /** What transparency is laid on, null to keep it. */
  readonly flat: string | null
}

/** Exponent between light and the numbers of sRGB, near enough for a multiplication. */
const gamma = 2.2
/** Rec. 709 weights of a channel in what the eye takes for brightness. */
const luma = { red: 0.2126, green: 0.7152, blue: 0.0722 }
/** Gain of red, and loss of blue, at a temperature of 100. */
const warmth = 0.2

/** The steps that change something, in the order the parameters promise. */
export function adjustSteps(settings: AdjustSettings, { isGrey, is16Bit, fill, flat }: Context): Step[] {
  const { exposure, temperature, contrast, blur, sharpen } = settings
  const saturation = settings.grayscale ? -100 : settings.saturation
  const steps: Step[] = [{ place: 0, apply: (pipeline) => geometry(pipeline, settings, fill) }]
  if (exposure !== 0 || temperature !== 0 || contrast !== 0) {
    const { gains, offset } = tone(settings, is16Bit ? 65_535 : 255)
    const channels = isGrey ? gains.slice(0, 1) : gains
    steps.push({
      place: 9,
      apply: (pipeline) =>
        pipeline.linear(
          channels,
          channels.map(() => offset),
        ),
    })
  }
  if (saturation !== 0 && !isGrey) {
    steps.push({ place: 7, apply: (pipeline) => pipeline.modulate({ saturation: 1 + saturation / 100 }) })
  }
  if (blur > 0) steps.push({ place: 5, apply: (pipeline) => pipeline.blur(blur) })
  if (sharpen > 0) steps.push({ place: 8, apply: (pipeline) => pipeline.sharpen({ sigma: sharpen }) })
  if (flat !== null) steps.push({ place: 1, apply: (pipeline) => pipeline.flatten({ background: flat }) })
  return steps
}

/** Groups steps into as few pipelines as keep their order. */
export function passes(steps: readonly Step[]): Step[][] {
  const groups: Step[][] = []
  for (const step of steps) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    if (group && last && step.place > last.place) group.push(step)
    else groups.push([step])
  }
  return groups
}

function geometry(pipeline: Sharp, { rotate, flip, resize, enlarge }: AdjustSettings, fill: string): Sharp {
  const isMirrored = flip === 'horizontal' || flip === 'vertical'
  // sharp mirrors before it rotates: to rotate first, a mirrored picture turns the other way.
  const angle = isMirrored ? -rotate : rotate
  const turned = angle === 0 ? pipeline : pipeline.rotate(angle, { background: fill })
  const flipped = turned.flip(flip === 'vertical' || flip === 'both').flop(flip === 'horizontal' || flip === 'both')
  if (resize === null) return flipped
  return flipped.resize({ width: resize, height: resize, fit: 'inside', withoutEnlargement: !enlarge })
}

/**
 * Exposure multiplies light, temperature shifts red against blue at equal brightness, contrast spreads around middle
 * grey. All three are one straight line for each channel.
 */
function tone({ exposure, temperature, contrast }: AdjustSettings, white: number): { gains: number[]; offset: number } {
  const light = 2 ** (exposure / gamma)
  const slope = 1 + contrast / 100
  const red = 1 + (temperature / 100) * warmth
  const blue = 1 - (temperature / 100) * warmth
  const brightness = luma.red * red + luma.green + luma.blue * blue
  const gains = [red, 1, blue].map((gain) => (gain / brightness) * light * slope)
  return { gains, offset: (white / 2) * (1 - slope) }
}
