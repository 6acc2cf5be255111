import type { Sharp } from 'sharp'
import { isSrgb } from './icc.ts'
import type { PictureHeader } from './picture.ts'

/** How a pipeline has to be opened and what has to be added to it so that colours come out as wanted. */
export interface ColourStage {
  /** Whether the decoder leaves the embedded profile for the end, where the conversion is done once and directly. */
  readonly ignoreIcc: boolean
  apply(pipeline: Sharp): Sharp
}

type Colours = Pick<PictureHeader, 'space' | 'icc' | 'bitDepth'>

interface Wish {
  readonly is16Bit: boolean
  /** Whether grey may stay one channel. Some formats have none, and nothing coloured can be laid under it. */
  readonly mayStayGrey: boolean
}

/** Whether the numbers can be shown as sRGB as they are. */
export function isPlainSrgb({ space, icc, bitDepth }: Colours): boolean {
  return space === 'rgb' && bitDepth === 8 && (icc === null || isSrgb(icc))
}

/** 8-bit sRGB: every other profile is converted and left out, because models see numbers and not profiles. */
export function toSrgb({ space, icc }: Colours): ColourStage {
  const bare = { attach: false }
  if (space === 'other') return { ignoreIcc: false, apply: (pipeline) => pipeline }
  if (icc === null) return { ignoreIcc: true, apply: (pipeline) => pipeline }
  if (space === 'rgb' && isSrgb(icc)) return { ignoreIcc: true, apply: (pipeline) => pipeline.keepIccProfile() }
  const ready = space === 'grey' ? 'b-w' : 'srgb'
  return { ignoreIcc: true, apply: (pipeline) => pipeline.toColourspace(ready).withIccProfile('srgb', bare) }
}

/** Numbers and profile stay. CMYK and Lab, which no editing step can work in, become sRGB. */
export function keepColours({ space, icc }: Colours, { is16Bit, mayStayGrey }: Wish): ColourStage {
  const rgb = is16Bit ? 'rgb16' : 'srgb'
  if (space === 'other') {
    return { ignoreIcc: false, apply: (pipeline) => pipeline.toColourspace(rgb).withIccProfile('srgb') }
  }
  if (space === 'grey' && !mayStayGrey) {
    return { ignoreIcc: true, apply: (pipeline) => pipeline.pipelineColourspace(rgb).toColourspace(rgb) }
  }
  const grey = is16Bit ? 'grey16' : 'b-w'
  const stay = (pipeline: Sharp): Sharp => pipeline.toColourspace(space === 'grey' ? grey : rgb)
  return { ignoreIcc: true, apply: (pipeline) => (icc === null ? stay(pipeline) : stay(pipeline).keepIccProfile()) }
}

/** Converted to the RGB profile in a file, which is embedded. */
export function toProfile({ space, icc, bitDepth }: Colours, profilePath: string, is16Bit: boolean): ColourStage {
  const rgb = is16Bit ? 'rgb16' : 'srgb'
  const ready = space === 'grey' && icc !== null ? 'b-w' : rgb
  const convert = (pipeline: Sharp): Sharp => pipeline.toColourspace(ready).withIccProfile(profilePath)
  if (icc !== null || bitDepth === 8) return { ignoreIcc: space !== 'other', apply: convert }
  // The library takes untagged 16-bit numbers for Display P3; by way of scRGB they are the sRGB they are meant to be.
  return { ignoreIcc: true, apply: (pipeline) => convert(pipeline.pipelineColourspace('scrgb')) }
}
