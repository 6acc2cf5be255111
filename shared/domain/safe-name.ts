/** The longest file or folder name Lightbench writes, in UTF-8 bytes, extension included. */
export const maxNameBytes = 200

/** Room kept for a dot and an extension while the extension is not known yet. */
const extensionRoomBytes = 9
const longestInput = 2_000
const nameless = 'untitled'

// Ends of a name may hold neither: Windows drops them silently, and a leading dot hides the file.
const spacesAndDots = String.raw`[\s.]+`
const leading = new RegExp(`^${spacesAndDots}`, 'u')
const trailing = new RegExp(`${spacesAndDots}$`, 'u')
const lineBreaks = /[\t\n\v\f\r\u0085\p{Zl}\p{Zp}]/gu
// Direction marks are format characters (Cf); the two joiners among them belong to scripts and emoji.
const invisible = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Noncharacter_Code_Point}]/gu
const forbidden = /[<>:"/\\|?*]/g
const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)$/i

/**
 * A file name without extension that Windows, macOS and Linux all take, short enough for any extension to follow:
 * NFC, no control, direction or forbidden characters, no device name, never empty. Safe names stay as they are.
 */
export function safeStem(text: string, maxBytes = maxNameBytes - extensionRoomBytes): string {
  const stem = releaseDeviceName(cut(trimEnds(clean(text)), maxBytes))
  return cut(stem, maxBytes) || nameless
}

/** The same promise for a folder name. */
export function safeFolderName(text: string): string {
  return safeStem(text, maxNameBytes)
}

/** A whole file name. An extension that is not plain letters and digits becomes `bin`. */
export function fileName(stem: string, extension: string): string {
  const ending = /^[a-z0-9]{1,8}$/i.test(extension) ? extension.toLowerCase() : 'bin'
  return `${safeStem(stem, maxNameBytes - 1 - ending.length)}.${ending}`
}

/** Appends a suffix such as ` (2)`, shortening the stem rather than the suffix. */
export function withSuffix(stem: string, suffix: string): string {
  const room = maxNameBytes - extensionRoomBytes
  return `${safeStem(stem, room - utf8Length(suffix))}${suffix}`
}

/** Equal for two names that some file system takes for one: case and Unicode normal form do not count. */
export function nameKey(name: string): string {
  return name.normalize('NFD').toLowerCase().toUpperCase().normalize('NFC')
}

export function utf8Length(text: string): number {
  let bytes = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return bytes
}

function clean(text: string): string {
  return text
    .slice(0, longestInput)
    .toWellFormed()
    .replace(lineBreaks, ' ')
    .replace(invisible, '')
    .replace(forbidden, '_')
    .normalize('NFC')
}

function trimEnds(text: string): string {
  return text.replace(leading, '').replace(trailing, '')
}

/** Keeps whole graphemes, so that no accent or emoji is torn; only a single grapheme beyond the limit is. */
function cut(text: string, maxBytes: number): string {
  if (utf8Length(text) <= maxBytes) return text
  const graphemes = [...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)].map(
    ({ segment }) => segment,
  )
  const kept = takeBytes(graphemes, maxBytes) || takeBytes(Array.from(text), maxBytes)
  return kept.replace(trailing, '')
}

function takeBytes(parts: readonly string[], maxBytes: number): string {
  let taken = ''
  let bytes = 0
  for (const part of parts) {
    bytes += utf8Length(part)
    if (bytes > maxBytes) break
    taken += part
  }
  return taken
}

/** Windows takes `con`, `CON.txt` and `con .a.b` all for the console. */
function releaseDeviceName(stem: string): string {
  const base = (stem.split('.')[0] ?? '').trimEnd()
  return reserved.test(base) ? `${base}_${stem.slice(base.length)}` : stem
}
