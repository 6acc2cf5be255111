import { parsePrice, type ModelDeclaration } from './model.ts'

/** Runflow's presigned upload takes 50 MiB (Runflow §8); no side limit is stated, so none is imposed. */
const upload = { formats: ['png', 'jpeg', 'webp'], maxBytes: 50 * 1024 * 1024, maxSide: null } as const

const numImages = {
  type: 'integer',
  key: 'num_images',
  label: 'Results per picture',
  help: 'How many results to make of each picture. Each one is charged.',
  min: 1,
  max: 4,
  default: 1,
} as const

const outputFormat = {
  type: 'choice',
  key: 'output_format',
  label: 'Result format',
  help: 'File format the service returns.',
  options: ['png', 'jpeg', 'webp'],
  default: 'png',
} as const

/** Runflow §12.1. The service states no maximum for `num_images`; 4 is ours. */
export const runflowReveEdit: ModelDeclaration = {
  id: 'runflow/reve/edit',
  provider: 'runflow',
  name: 'Reve edit',
  summary: 'Edits one picture by instruction; keeps what you do not mention.',
  wireName: 'reve/edit',
  prompt: { isRequired: true, limit: { length: 2560, isHard: false } },
  pictures: { source: { field: 'image_url', shape: 'one' }, maxReferences: 0, maskField: null },
  upload,
  parameters: [numImages, outputFormat],
  price: {
    perImage: parsePrice('0.04'),
    times: 'num_images',
    asOf: '2026-05-06',
    source: 'Runflow model page',
    isEstimate: false,
  },
  countParameter: 'num_images',
  isRepeatable: 'never',
  softDeadlineMs: 300_000,
}

/** Runflow §12.2. Ranges of `steps` and `guidance` are not stated; only impossible values are refused. */
export const runflowFluxDevEdit: ModelDeclaration = {
  id: 'runflow/black-forest-labs/flux-1-dev/edit',
  provider: 'runflow',
  name: 'FLUX.1 dev edit',
  summary: 'Repaints a picture towards the prompt; strength sets how far.',
  wireName: 'black-forest-labs/flux-1-dev/edit',
  prompt: { isRequired: true, limit: null },
  pictures: { source: { field: 'image_b64', shape: 'one' }, maxReferences: 0, maskField: null },
  upload,
  parameters: [
    {
      type: 'number',
      key: 'strength',
      label: 'Strength',
      help: '0 keeps the picture, 1 ignores it; 0.5 to 0.8 is usual.',
      min: 0,
      max: 1,
    },
    {
      type: 'integer',
      key: 'steps',
      label: 'Steps',
      help: 'More steps take longer and show more detail; 28 is usual.',
      min: 1,
    },
    {
      type: 'number',
      key: 'guidance',
      label: 'Guidance',
      help: 'Higher follows the prompt more closely.',
      min: 0,
    },
    {
      type: 'integer',
      key: 'seed',
      label: 'Seed',
      help: 'The same seed with the same request gives the same picture; left out, it is random.',
      min: 1,
    },
  ],
  price: {
    perImage: parsePrice('0.025'),
    times: null,
    asOf: '2026-05-06',
    source: 'Runflow model page, at 1024×1024',
    isEstimate: false,
  },
  countParameter: null,
  isRepeatable: 'with-seed',
  softDeadlineMs: 300_000,
}

/** Runflow §12.3. Mask polarity and size rules are not stated by the service. */
export const runflowGptImageEdit: ModelDeclaration = {
  id: 'runflow/openai/gpt-image-2/edit',
  provider: 'runflow',
  name: 'GPT Image 2 edit',
  summary: 'Edits with several reference pictures and a mask; the slowest and the dearest.',
  wireName: 'openai/gpt-image-2/edit',
  prompt: { isRequired: true, limit: null },
  pictures: { source: { field: 'image_urls', shape: 'list' }, maxReferences: 4, maskField: 'mask_url' },
  upload,
  parameters: [
    numImages,
    { ...outputFormat, options: ['jpeg', 'png', 'webp'] },
    {
      type: 'choice',
      key: 'image_size',
      label: 'Result size',
      help: 'Shape of the result; auto follows the picture.',
      options: ['square_hd', 'square', 'portrait_4_3', 'portrait_16_9', 'landscape_4_3', 'landscape_16_9', 'auto'],
      default: 'auto',
    },
    {
      type: 'choice',
      key: 'quality',
      label: 'Quality',
      help: 'The price is published for high only; the others are quoted at the same price.',
      options: ['low', 'medium', 'high'],
      default: 'high',
    },
  ],
  price: {
    perImage: parsePrice('0.133'),
    times: 'num_images',
    asOf: '2026-05-06',
    source: 'Runflow model page, high quality',
    isEstimate: false,
    unknownFor: {
      parameter: 'quality',
      values: ['low', 'medium'],
      note: 'The price of this quality is not published; quoted at the price of high.',
    },
  },
  countParameter: 'num_images',
  isRepeatable: 'never',
  softDeadlineMs: 600_000,
}
