import { z } from 'zod'
import { parseUsd, type NanoUsd } from '../../../shared/domain/money.ts'

/** How an image field may name its picture (Runflow §8); every one takes the URL of a stored picture. */
export type PictureForm = 'url' | 'url-or-data-uri' | 'url-or-base64'

export interface RunflowModel {
  readonly path: string
  readonly pricePerImage: NanoUsd
  readonly input: z.ZodType<Readonly<Record<string, unknown>>>
  /** Image fields by name; the source is the first. */
  readonly pictures: Readonly<Record<string, PictureForm>>
  /** Format of the result where the input does not choose one. */
  readonly defaultFormat: 'png' | 'jpeg'
  readonly hasSeed: boolean
}

const prompt = z.string().min(1)
const picture = z.string().min(1)
const numImages = z.int().min(1).max(4).optional()
const outputFormat = z.enum(['png', 'jpeg', 'webp']).optional()

/**
 * The models of Runflow §12, written down from the reference and not from Lightbench's catalogue, so that one catches
 * the mistakes of the other. Unknown fields are refused; `sync_mode` is one, because its result is never kept (§5).
 */
export const runflowModels: readonly RunflowModel[] = [
  {
    path: 'reve/edit',
    pricePerImage: price('0.04'),
    input: z.strictObject({ prompt, image_url: picture, num_images: numImages, output_format: outputFormat }),
    pictures: { image_url: 'url-or-data-uri' },
    defaultFormat: 'png',
    hasSeed: false,
  },
  {
    path: 'black-forest-labs/flux-1-dev/edit',
    pricePerImage: price('0.025'),
    input: z.strictObject({
      prompt,
      image_b64: picture,
      strength: z.number().min(0).max(1).optional(),
      steps: z.int().min(1).optional(),
      guidance: z.number().min(0).optional(),
      seed: z.int().min(1).optional(),
    }),
    pictures: { image_b64: 'url-or-base64' },
    defaultFormat: 'jpeg',
    hasSeed: true,
  },
  {
    path: 'openai/gpt-image-2/edit',
    pricePerImage: price('0.133'),
    input: z.strictObject({
      prompt,
      image_urls: z.array(picture).min(1).max(5),
      num_images: numImages,
      output_format: outputFormat,
      image_size: z
        .enum(['square_hd', 'square', 'portrait_4_3', 'portrait_16_9', 'landscape_4_3', 'landscape_16_9', 'auto'])
        .optional(),
      mask_url: picture.optional(),
      quality: z.enum(['low', 'medium', 'high']).optional(),
    }),
    pictures: { image_urls: 'url', mask_url: 'url' },
    defaultFormat: 'png',
    hasSeed: false,
  },
]

function price(usd: string): NanoUsd {
  const amount = parseUsd(usd)
  if (amount === null) throw new Error(`Not a price: ${usd}`)
  return amount
}
