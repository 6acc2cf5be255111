import { parsePrice, type ModelDeclaration } from './model.ts'

/**
 * AIML API §2. `output_format` is left out on purpose: it was removed from the schema (§11.2). The upload limits are
 * ours (§3.3), because the service publishes none.
 */
export const aimlapiReveEditImage: ModelDeclaration = {
  id: 'aimlapi/reve/edit-image',
  provider: 'aimlapi',
  name: 'Reve edit-image',
  summary: 'Reve by way of AIML API: one call, one result. An unanswered call cannot be asked about afterwards.',
  wireName: 'reve/edit-image',
  prompt: { isRequired: true, limit: { length: 2560, isHard: true } },
  pictures: { source: { field: 'image_url', shape: 'one' }, maxReferences: 0, maskField: null },
  upload: { formats: ['png', 'jpeg', 'webp'], maxBytes: 8 * 1024 * 1024, maxSide: 4096 },
  parameters: [
    {
      type: 'boolean',
      key: 'convert_base64_to_url',
      label: 'Result as a link',
      help: 'On: the reply holds a link to the result. Off: the reply holds the result itself, without a second download.',
      default: true,
      affectsPicture: false,
    },
  ],
  price: {
    perImage: parsePrice('0.105'),
    times: null,
    asOf: '2025-10-15',
    source: 'derived from the 210,000 credits of the published sample',
    isEstimate: true,
  },
  countParameter: null,
  isRepeatable: 'never',
  softDeadlineMs: 300_000,
}
