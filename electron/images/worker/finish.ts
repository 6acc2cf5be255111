import { rm, writeFile } from 'node:fs/promises'
import { writableFormats, type PictureFormat, type WritableFormat } from '../../../shared/domain/picture.ts'
import type { FinishTask, WrittenPicture } from '../images.ts'
import { keepColours, toProfile, type ColourStage } from './colour.ts'
import { decode } from './decoder.ts'
import { encodeAs, isDeep, megapixelsOf } from './encode.ts'
import { isSrgb } from './icc.ts'
import { openHeader, openPicture, type Picture } from './picture.ts'
import { writeBytes, writePipeline } from './write.ts'

const white = '#ffffff'
/** Sides whose proportions differ by less than this are the same picture, rounded differently. */
const sameProportions = 0.02

/**
 * Applies the output rules to a result. Where they ask for nothing the file does not already have, it is copied byte
 * for byte. Otherwise it is encoded once, upright, with its own profile or the one asked for and with 16 bits where it
 * had them and the format holds them. A size of other proportions is filled and what protrudes is cut off evenly.
 */
export async function finish(task: FinishTask): Promise<WrittenPicture> {
  const picture = await openPicture(task.source)
  const profile = task.profileOf === null ? null : await wantedProfile(picture, task.profileOf)
  const format = task.format ?? writable(picture)
  if (isFinished(picture, task) && profile === null) return writeBytes(task.target, [picture.bytes], picture)

  const isFlat = picture.hasAlpha && (task.background !== null || format === 'jpeg')
  const is16Bit = picture.bitDepth === 16 && isDeep(format)
  const mayStayGrey = !isFlat && (isDeep(format) || format === 'jpeg')
  const render = async (colour: ColourStage): Promise<WrittenPicture> => {
    const opened = decode(picture.input, { autoOrient: true, ignoreIcc: colour.ignoreIcc })
    const sized = task.size === null ? opened : opened.resize({ ...task.size, fit: fitFor(picture, task.size) })
    const flat = isFlat ? sized.flatten({ background: task.background ?? white }) : sized
    const encoded = encodeAs(colour.apply(flat), { format, quality: task.quality }, megapixelsOf(task.size ?? picture))
    return writePipeline(task.target, encoded, { format, from: picture.format })
  }
  if (profile === null) return render(keepColours(picture, { is16Bit, mayStayGrey }))
  return withProfileFile(task.target, profile, (path) => render(toProfile(picture, path, is16Bit)))
}

/** The format a picture is written in when none is asked for. */
export function writable({ format, hasAlpha }: { format: PictureFormat; hasAlpha: boolean }): WritableFormat {
  return writableFormats.find((candidate) => candidate === format) ?? (hasAlpha ? 'png' : 'jpeg')
}

function isFinished(picture: Picture, { format, size, background }: FinishTask): boolean {
  const hasFormat = format === null || format === picture.format
  const hasSize = size === null || (size.width === picture.width && size.height === picture.height)
  const hasBackground = background === null || !picture.hasAlpha
  return hasFormat && hasSize && hasBackground && picture.orientation === 1
}

/** The profile to convert to; null where the picture's own means the same, or the other file's is not for RGB. */
async function wantedProfile(picture: Picture, profileOf: string): Promise<Buffer | null> {
  const { icc, space } = await openHeader(profileOf)
  if (space !== 'rgb') return null
  const isSame =
    icc === null ? isSrgbOrNone(picture) : picture.icc?.equals(icc) || (isSrgb(icc) && isSrgbOrNone(picture))
  return isSame ? null : (icc ?? Buffer.alloc(0))
}

function isSrgbOrNone({ space, icc }: Picture): boolean {
  return space === 'rgb' && (icc === null || isSrgb(icc))
}

function fitFor(picture: Picture, size: { readonly width: number; readonly height: number }): 'fill' | 'cover' {
  const ratio = (picture.width * size.height) / (picture.height * size.width)
  return Math.abs(Math.log(ratio)) < sameProportions ? 'fill' : 'cover'
}

/** The library reads profiles from files only. An empty profile stands for the sRGB that a picture without one means. */
async function withProfileFile<T>(target: string, icc: Buffer, work: (path: string) => Promise<T>): Promise<T> {
  if (icc.length === 0) return work('srgb')
  const path = `${target}.icc`
  try {
    await writeFile(path, icc, { flag: 'wx' })
    return await work(path)
  } finally {
    await rm(path, { force: true })
  }
}
