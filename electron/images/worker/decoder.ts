import sharp, { type Metadata, type Sharp, type SharpOptions } from 'sharp'
import { pictureLimits } from '../limits.ts'

sharp.cache(false)
// Pictures are done in parallel by several processes, each bounded and killable on its own.
sharp.concurrency(1)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadTiffBuffer',
    'VipsForeignLoadNsgifBuffer',
    'VipsForeignLoadHeifBuffer',
  ],
})

/** The one way into the decoders: from memory, first frame only, and a warning is as good as an error. */
export function decode(input: Buffer, options: Pick<SharpOptions, 'autoOrient' | 'ignoreIcc'> = {}): Sharp {
  return sharp(input, { failOn: 'warning', limitInputPixels: pictureLimits.megapixels * 1_000_000, ...options })
}

/** Reads the header, whatever size it claims. Nothing is decoded and nothing allocated for it. */
export function readHeader(input: Buffer): Promise<Metadata> {
  return sharp(input, { failOn: 'warning', limitInputPixels: false }).metadata()
}
