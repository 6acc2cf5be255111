import type libheif from 'libheif-js/wasm-bundle.js'
import { AppError } from '../../../shared/errors.ts'
import { assertSize } from './assert-size.ts'
import { tiffForPixels } from './containers/tiff-pixels.ts'
import { damaged } from './damaged.ts'

type Libheif = typeof libheif
type Context = ReturnType<Libheif['heif_context_alloc']>
type Handle = Parameters<Libheif['heif_image_handle_release']>[0]

/**
 * Decodes the primary picture of a HEIC file to an uncompressed TIFF with the given profile. libheif has applied
 * rotation, mirroring and cropping (`irot`, `imir`, `clap`), so the result is upright whatever EXIF says. 10-bit
 * pictures come out with 8 bits.
 */
export async function decodeHeic(bytes: Buffer, icc: Buffer | null): Promise<Buffer> {
  // Loaded for the first HEIC only: two megabytes of decoder that most sessions never need.
  const { default: libheif } = await import('libheif-js/wasm-bundle.js')
  const context = libheif.heif_context_alloc()
  try {
    const read = libheif.heif_context_read_from_memory(context, bytes)
    if (read.code !== libheif.heif_error_code.heif_error_Ok) throw damaged('heif', read.message)
    return decodePrimary(libheif, context, icc)
  } catch (thrown) {
    // What a decoder of its kind throws when it gives up is not always an error of ours, or an Error.
    throw thrown instanceof AppError ? thrown : damaged('heif', thrown)
  } finally {
    libheif.heif_context_free(context)
  }
}

function decodePrimary(libheif: Libheif, context: Context, icc: Buffer | null): Buffer {
  const handle = libheif.heif_js_context_get_primary_image_handle(context)
  if ('code' in handle && handle.code !== undefined) throw damaged('heif', handle.message)
  const primary = handle as Handle // What carries no error code is the handle.
  try {
    return decodeHandle(libheif, primary, icc)
  } finally {
    libheif.heif_image_handle_release(primary)
  }
}

function decodeHandle(libheif: Libheif, handle: Handle, icc: Buffer | null): Buffer {
  const width = libheif.heif_image_handle_get_width(handle)
  const height = libheif.heif_image_handle_get_height(handle)
  assertSize({ format: 'heif', width, height, isWide: false, isAnimated: false })
  const hasAlpha = libheif.heif_image_handle_has_alpha_channel(handle) !== 0
  const { heif_chroma_interleaved_RGB: rgb, heif_chroma_interleaved_RGBA: rgba } = libheif.heif_chroma
  const decoded = libheif.heif_js_decode_image2(
    handle,
    libheif.heif_colorspace.heif_colorspace_RGB,
    hasAlpha ? rgba : rgb,
  )
  if (decoded.code !== undefined) throw damaged('heif', decoded.message)
  const { image, channels } = decoded as Exclude<typeof decoded, { message: string }> // It carries no error code.
  try {
    const [channel] = channels
    if (channel?.width !== width || channel.height !== height) throw damaged('heif', 'The picture has another size.')
    const { file, pixels } = tiffForPixels({ width, height, channels: hasAlpha ? 4 : 3, icc })
    copyRows(channel, pixels)
    return file
  } finally {
    libheif.heif_image_release(image)
  }
}

/** The decoder pads its rows. */
function copyRows(
  { data, stride, height }: { data: Uint8Array; stride: number; height: number },
  pixels: Buffer,
): void {
  const rowBytes = pixels.length / height
  for (let row = 0; row < height; row += 1) {
    pixels.set(data.subarray(row * stride, row * stride + rowBytes), row * rowBytes)
  }
}
