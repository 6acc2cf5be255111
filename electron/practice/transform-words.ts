import type { ParameterValues } from '../../shared/models/model.ts'

type Adjustment = Readonly<Record<string, number | string | boolean>>

/** What words of a prompt ask for, in parameters of the local adjustments. Later rows win over earlier ones. */
const vocabulary: readonly (readonly [words: RegExp, adjustment: Adjustment])[] = [
  [/\b(warm(er)?|golden|sunset|autumn|candle)/, { temperature: 45 }],
  [/\b(cool(er)?|cold(er)?|winter|blue hour|icy)\b/, { temperature: -45 }],
  [/\b(bright(er|en)?|lighter|sunny|daylight)\b/, { exposure: 0.7 }],
  [/\b(dark(er|en)?|dusk|night|moody|dim)\b/, { exposure: -0.9 }],
  [/\b(contrast|crisp|punchy|dramatic)/, { contrast: 35 }],
  [/\b(soft(er)? light|low contrast|matte|faded)\b/, { contrast: -30 }],
  [/\b(vivid|saturat\w*|colou?rful|vibrant)\b/, { saturation: 50 }],
  [/\b(desaturat\w*|muted|pastel|pale)\b/, { saturation: -50 }],
  [/\b(gr[ae]yscale|black and white|black & white|monochrome|mono|b&w)\b/, { grayscale: true }],
  [/\b(sepia|vintage|old photo)/, { saturation: -65, temperature: 60 }],
  [/\b(blur(red|ry)?|out of focus|bokeh)\b/, { blur: 4 }],
  [/\bsharp(er|en)?\b/, { sharpen: 2 }],
  [/\b(rotate|turn)\b/, { rotate: 90 }],
  [/\b(rotate|turn)[^.,;]*\bright\b/, { rotate: 90 }],
  [/\b(rotate|turn)[^.,;]*\bleft\b/, { rotate: -90 }],
  [/\b(upside down|180 ?(°|deg)|turn around)/, { rotate: 180 }],
  [/\b(mirror|flip)/, { flip: 'horizontal' }],
  [/\b(mirror|flip)[^.,;]*\bvertical/, { flip: 'vertical' }],
]

/** A prompt without any known word still shows that something was done to the picture. */
const unmistakableTint: Adjustment = { temperature: -35, saturation: 40 }

/** Reads a prompt as adjustments, word by word: "not darker" makes it darker. */
export function readPrompt(prompt: string): ParameterValues {
  const text = prompt.toLowerCase()
  const found = vocabulary.filter(([words]) => words.test(text)).map(([, adjustment]) => adjustment)
  return Object.assign({}, ...(found.length > 0 ? found : [unmistakableTint])) as ParameterValues // Rows hold these values only.
}
