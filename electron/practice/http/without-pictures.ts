import { sha256 } from '../identifiers.ts'

/** Longer strings than any prompt are pictures in base64. */
const longestText = 8_192

/** The same JSON with every inline picture replaced by its length and hash, small enough to keep. */
export function withoutPictures(value: unknown): unknown {
  if (typeof value === 'string') return shorten(value)
  if (Array.isArray(value)) return value.map(withoutPictures)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withoutPictures(entry)]))
}

function shorten(text: string): string {
  if (text.length <= longestText) return text
  const head = /^data:[^,]{0,100},/.exec(text)?.[0] ?? ''
  return `${head}[${text.length} characters, sha256 ${sha256(text)}]`
}
