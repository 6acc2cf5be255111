import { writableFormats } from '../domain/picture.ts'
import { parsePrice, type ModelDeclaration, type ParameterDeclaration } from './model.ts'

function percent(key: string, label: string, help: string): ParameterDeclaration {
  return { type: 'integer', key, label, help, min: -100, max: 100, default: 0, unit: '%' }
}

const geometry: readonly ParameterDeclaration[] = [
  {
    type: 'integer',
    key: 'rotate',
    label: 'Rotate',
    help: 'Clockwise. Quarter turns lose nothing; other angles fill the corners.',
    min: -180,
    max: 180,
    default: 0,
    unit: '°',
  },
  {
    type: 'choice',
    key: 'flip',
    label: 'Flip',
    help: 'Mirrors the picture.',
    options: ['none', 'horizontal', 'vertical', 'both'],
    default: 'none',
  },
  {
    type: 'integer',
    key: 'resize',
    label: 'Longest side',
    help: 'Makes the longest side this long. Left out, the size stays.',
    min: 1,
    max: 16_384,
    unit: 'px',
  },
  {
    type: 'boolean',
    key: 'enlarge',
    label: 'Enlarge',
    help: 'Lets “Longest side” make small pictures larger.',
    default: false,
  },
]

const tone: readonly ParameterDeclaration[] = [
  {
    type: 'number',
    key: 'exposure',
    label: 'Exposure',
    help: 'One stop doubles or halves the light.',
    min: -3,
    max: 3,
    default: 0,
    unit: 'stops',
  },
  percent('temperature', 'Temperature', 'Higher is warmer, lower is cooler.'),
  percent('contrast', 'Contrast', 'Higher separates light and dark more.'),
  percent('saturation', 'Saturation', 'Higher is more colourful; -100 leaves no colour.'),
  { type: 'boolean', key: 'grayscale', label: 'Grayscale', help: 'Takes the colour out.', default: false },
  {
    type: 'number',
    key: 'blur',
    label: 'Blur',
    help: 'Radius of a soft blur; 0 is none.',
    min: 0,
    max: 100,
    default: 0,
    unit: 'px',
  },
  { type: 'number', key: 'sharpen', label: 'Sharpen', help: '0 is none; 1 is usual.', min: 0, max: 10, default: 0 },
]

const file: readonly ParameterDeclaration[] = [
  {
    type: 'colour',
    key: 'background',
    label: 'Background',
    help: 'Colour put behind transparent parts, as #rrggbb. Left out, transparency stays.',
  },
  {
    type: 'choice',
    key: 'output_format',
    label: 'Result format',
    help: '“same” keeps the format of the picture; HEIC and GIF become PNG or JPEG.',
    options: ['same', ...writableFormats],
    default: 'same',
  },
  {
    type: 'integer',
    key: 'quality',
    label: 'Quality',
    help: 'For formats that trade quality for size.',
    min: 1,
    max: 100,
    default: 92,
  },
]

/** Free, on this machine, no key and no network: the default of a fresh installation. */
export const localAdjust: ModelDeclaration = {
  id: 'local/adjust',
  provider: 'local',
  name: 'Adjust',
  summary: 'Exposure, colour, geometry and format on this machine. Free; nothing leaves it.',
  wireName: 'adjust',
  prompt: { isRequired: false, limit: null },
  pictures: { source: { field: 'source', shape: 'one' }, maxReferences: 0, maskField: null },
  upload: null,
  parameters: [...geometry, ...tone, ...file],
  price: { perImage: parsePrice('0'), times: null, asOf: '2026-01-01', source: 'free', isEstimate: false },
  countParameter: null,
  isRepeatable: 'always',
  softDeadlineMs: 60_000,
}
