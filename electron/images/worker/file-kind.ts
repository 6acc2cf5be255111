import type { PictureFormat } from '../../../shared/domain/picture.ts'
import { AppError } from '../../../shared/errors.ts'
import { readTiff, type IfdEntry } from './tiff-directory.ts'

interface Signature {
  readonly kind: string
  readonly at: number
  readonly bytes: string
}

/** Files people take for pictures, for a sentence that names them. */
const refused: readonly Signature[] = [
  { kind: 'a PDF document', at: 0, bytes: '%PDF' },
  { kind: 'a Photoshop document', at: 0, bytes: '8BPS' },
  { kind: 'a BMP picture', at: 0, bytes: 'BM' },
  { kind: 'a JPEG XL picture', at: 0, bytes: '\xff\x0a' },
  { kind: 'a JPEG XL picture', at: 4, bytes: 'JXL \r\n' },
  { kind: 'a JPEG 2000 picture', at: 4, bytes: 'jP  \r\n' },
  { kind: 'an icon', at: 0, bytes: '\0\0\x01\0' },
  { kind: 'an OpenEXR picture', at: 0, bytes: '\x76\x2f\x31\x01' },
  { kind: 'a camera raw file', at: 0, bytes: 'FUJIFILMCCD-RAW' },
  { kind: 'a camera raw file', at: 0, bytes: 'IIU\0' },
  { kind: 'a camera raw file', at: 0, bytes: 'IIRO' },
  { kind: 'a camera raw file', at: 4, bytes: 'ftypcrx ' },
  { kind: 'an archive', at: 0, bytes: 'PK\x03\x04' },
]

const taken: readonly { readonly format: PictureFormat; readonly bytes: string }[] = [
  { format: 'jpeg', bytes: '\xff\xd8\xff' },
  { format: 'png', bytes: '\x89PNG\r\n\x1a\n' },
  { format: 'gif', bytes: 'GIF87a' },
  { format: 'gif', bytes: 'GIF89a' },
  { format: 'tiff', bytes: 'II*\0' },
  { format: 'tiff', bytes: 'MM\0*' },
  { format: 'tiff', bytes: 'II+\0' },
  { format: 'tiff', bytes: 'MM\0+' },
]

const heifBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'])

/**
 * The format the content says, whatever the file is called. Throws `picture-refused` for everything that is not one of
 * the formats Lightbench takes, camera raw files included: their first picture is only a small preview.
 */
export function fileKind(bytes: Buffer): PictureFormat {
  if (bytes.length === 0) throw new AppError('picture-unreadable', 'The file is empty.')
  const format = takenFormat(bytes)
  if (format === null) throw refusal(refusedKind(bytes))
  if (format === 'tiff' && isCameraRaw(bytes)) throw refusal('a camera raw file')
  return format
}

function takenFormat(bytes: Buffer): PictureFormat | null {
  const found = taken.find((signature) => startsWith(bytes, 0, signature.bytes))
  if (found) return found.format
  if (startsWith(bytes, 0, 'RIFF') && startsWith(bytes, 8, 'WEBP')) return 'webp'
  if (!startsWith(bytes, 4, 'ftyp')) return null
  const brands = boxBrands(bytes)
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return 'avif'
  return brands.some((brand) => heifBrands.has(brand)) ? 'heif' : null
}

function boxBrands(bytes: Buffer): string[] {
  const end = Math.min(bytes.readUInt32BE(0), bytes.length, 256)
  const brands = [bytes.toString('latin1', 8, 12)]
  for (let at = 16; at + 4 <= end; at += 4) brands.push(bytes.toString('latin1', at, at + 4))
  return brands
}

/** Raw files are TIFFs whose first picture is marked as reduced, or that carry a raw maker's own mark. */
function isCameraRaw(bytes: Buffer): boolean {
  const first = readTiff(bytes)?.first() ?? []
  const has = (tag: number): IfdEntry | undefined => first.find((entry) => entry.tag === tag)
  const isReduced = ((has(0x00fe)?.numbers()[0] ?? 0) & 1) === 1
  return isReduced || has(0xc612) !== undefined || startsWith(bytes, 8, 'CR\x02')
}

function refusedKind(bytes: Buffer): string | null {
  const found = refused.find(({ at, bytes: signature }) => startsWith(bytes, at, signature))
  if (found) return found.kind
  const start = bytes.toString('utf8', 0, 1024)
  if (/<svg[\s>]/i.test(start)) return 'an SVG drawing'
  // Control characters other than white space do not occur in text.
  return /[^\P{Cc}\s]|\ufffd/u.test(start.slice(0, 512)) ? null : 'a text file'
}

function refusal(kind: string | null): AppError {
  const what = kind === null ? 'This is not a picture in a format Lightbench takes' : `This is ${kind}`
  return new AppError('picture-refused', `${what}; only JPEG, PNG, WebP, AVIF, HEIC, TIFF and GIF are opened.`)
}

function startsWith(bytes: Buffer, at: number, signature: string): boolean {
  return bytes.subarray(at, at + signature.length).equals(Buffer.from(signature, 'latin1'))
}
