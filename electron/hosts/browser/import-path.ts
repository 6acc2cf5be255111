import { safeStem } from '../../../shared/domain/safe-name.ts'
import { HttpRefusal } from './http-refusal.ts'

const maxLevels = 33
const maxSegment = 500
// Control characters, and what some system takes for a separator or a drive.
const notInName = /[\p{Cc}\\]/u
const nameEnd = /\.[a-z0-9]{1,8}$/i

/**
 * The segments of a path below what was dropped, each a name every system takes. Refuses with 400 what no browser sends:
 * absolute paths, `..`, empty segments and control characters.
 */
export function safeSegments(relativePath: string): readonly [...folders: string[], name: string] {
  const segments = relativePath.split('/')
  const name = segments.pop()
  if (name === undefined || segments.length >= maxLevels || ![...segments, name].every(isHarmless)) {
    throw new HttpRefusal(400, 'The path of the file is refused.')
  }
  return [...segments.map(safeName), safeName(name)]
}

function isHarmless(segment: string): boolean {
  const isName = segment !== '' && segment !== '.' && segment !== '..' && segment.length <= maxSegment
  return isName && segment.isWellFormed() && !notInName.test(segment)
}

/** Hidden names stay hidden, so that intake says so; an ending outlives a name that is cut. */
function safeName(name: string): string {
  const dot = name.startsWith('.') ? '.' : ''
  const safe = safeStem(name, 199)
  const end = nameEnd.exec(name)?.[0] ?? ''
  if (end === '' || safe.endsWith(end)) return `${dot}${safe}`
  return `${dot}${safeStem(name.slice(0, -end.length), 199 - end.length)}${end}`
}

/** The same name with a number, before its ending. */
export function numbered(name: string, number: number): string {
  const end = nameEnd.exec(name)?.[0] ?? ''
  return `${safeStem(name.slice(0, name.length - end.length), 190 - end.length)} (${number})${end}`
}
