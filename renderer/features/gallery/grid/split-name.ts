const tailLength = 10
const ascii = /^[ -~]*$/
let segmenter: Intl.Segmenter | null = null

/**
 * Splits a name so that an ellipsis can stand in its middle: endings of file names tell pictures apart, and an ellipsis at
 * the end would hide exactly them. Never cuts through an emoji or a letter with its accents.
 */
export function splitName(name: string): { readonly head: string; readonly tail: string } {
  if (name.length <= tailLength + 2) return { head: name, tail: '' }
  if (ascii.test(name)) return { head: name.slice(0, -tailLength), tail: name.slice(-tailLength) }
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  const tail = Array.from(segmenter.segment(name), ({ segment }) => segment)
    .slice(-tailLength)
    .join('')
  return { head: name.slice(0, name.length - tail.length), tail }
}
