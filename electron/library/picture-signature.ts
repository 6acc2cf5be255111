import type { PictureFormat } from '../../shared/domain/picture.ts'

/** How many bytes of a file `looksLikePicture` wants. */
export const signatureBytes = 32

const avifBrands = new Set(['avif', 'avis'])
const heifBrands = new Set(['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1'])

/**
 * The format the first bytes of a file claim, null when they claim none that Lightbench reads. A cheap look that spares
 * the picture worker; what is said here still has to decode there.
 */
export function looksLikePicture(head: Uint8Array): PictureFormat | null {
  const text = Buffer.from(head.subarray(0, signatureBytes)).toString('latin1')
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return 'webp'
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return 'gif'
  if (/^(?:II[*+]\0|MM\0[*+])/.test(text)) return 'tiff'
  return text.startsWith('ftyp', 4) ? heifFormat(text) : null
}

/** An AVIF may name a general HEIF brand first and itself among the compatible ones. */
function heifFormat(text: string): PictureFormat | null {
  const brands = [text.slice(8, 12), text.slice(16, 20), text.slice(20, 24), text.slice(24, 28), text.slice(28, 32)]
  if (brands.some((brand) => avifBrands.has(brand))) return 'avif'
  return brands.some((brand) => heifBrands.has(brand)) ? 'heif' : null
}
