/**
 * What people search pictures by: camera, lens, who made it, whose it is, and what it shows; the longest last. Never
 * where it was taken.
 */
const tags = [
  ['Make', 'Model'],
  ['LensMake', 'LensModel', 'Lens'],
  ['Artist', 'By-line', 'Creator', 'XPAuthor'],
  ['Copyright', 'CopyrightNotice', 'Rights'],
  ['Title', 'ObjectName', 'XPTitle', 'Headline'],
  ['Keywords', 'Subject', 'XPKeywords', 'HierarchicalSubject'],
  ['ImageDescription', 'Description', 'Caption-Abstract', 'XPSubject', 'XPComment'],
].flat()

/** Asks ExifTool for these tags alone, without reading a file to its end for them. */
export const wordsArguments: readonly string[] = ['-fast', ...tags.map((tag) => `-${tag}`)]

const mostCharacters = 2_000
/** More values than anybody writes are a trick, not keywords. */
const mostValues = 500

/** The values as one text, each once; without control characters, and cut where there is too much of it. */
export function wordsOf(found: Readonly<Record<string, unknown>>): string {
  const values = tags.flatMap((tag) => textsOf(found[tag])).slice(0, mostValues)
  return cut([...new Set(values.map(plain).filter((text) => text !== ''))].join(' · '))
}

function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.slice(0, mostValues).flatMap((one) => textsOf(one))
  if (typeof value === 'number') return [String(value)]
  return typeof value === 'string' && !value.startsWith('(Binary data ') ? [value.slice(0, mostCharacters * 2)] : []
}

/** Neither control characters nor marks that turn the direction of what follows them. */
function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\uFFFD]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
}

function cut(text: string): string {
  return text.slice(0, mostCharacters).replace(/[\uD800-\uDBFF]$/, '')
}
