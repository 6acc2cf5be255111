import type { Random } from '../random.ts'

const pieces = [
  'photo',
  'PHOTO',
  'e\u0301',
  '\u00e9',
  'ﬁ',
  'İ',
  'ß',
  '日本',
  '👩‍👩‍👧',
  '\u202e',
  '\u200b',
  '\u0007',
  '\n',
  '\t',
  '\u2028',
  ' ',
  '.',
  '..',
  '...',
  '~',
  '%2e%2e',
  '%00',
  '$HOME',
  '`id`',
  ';',
  '|',
  '<',
  '>',
  ':',
  '"',
  '?',
  '*',
  '\\',
  '\\..\\',
  '-rf',
  '--',
  '{name}',
  '{',
  '}',
  '{{',
  'CON',
  'nul',
  'COM1',
  'LPT¹',
  'aux.txt',
  'clock$',
  '(2)',
  ' (2)',
  'a'.repeat(180),
  '\ud83d',
  '=cmd()',
  '@',
  '#',
  "'",
  '&amp;',
  '.lightbench-',
] as const

/** A name as somebody hostile or careless would give it; never one that the system itself cannot hold where `forDisk`. */
export function hostileName(random: Random, forDisk = false): string {
  const parts = Array.from({ length: random.int(1, 5) }, () => random.pick(pieces))
  const name = parts.join(random.pick(['', ' ', '.', '-']))
  if (!forDisk) return random.chance(0.2) ? `../${name}/../../etc` : name
  const legal = name.toWellFormed().replaceAll('/', '_').replaceAll('\0', '_')
  return cutToBytes(legal, 200) || '_'
}

function cutToBytes(text: string, most: number): string {
  let kept = ''
  for (const character of text) {
    if (Buffer.byteLength(kept + character) > most) return kept
    kept += character
  }
  return kept
}

const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)(\.|$)/i

/** Why one of the three systems would not take a file name, or show another; null where all take it as it is. */
export function whyInvalid(name: string): string | null {
  if (name === '' || name === '.' || name === '..') return 'is no name'
  if (Buffer.byteLength(name) > 255) return 'is too long'
  // Control characters, and what Windows or a path takes for something else.
  if (/[\p{Cc}<>:"/\\|?*]/u.test(name)) return 'holds a forbidden character'
  if (/[. ]$/.test(name)) return 'ends in a dot or a blank'
  if (reserved.test(name)) return 'is the name of a device'
  if (/[\u202a-\u202e\u2066-\u2069\u2028\u2029]/.test(name)) return 'turns the direction of text'
  if (!name.isWellFormed()) return 'holds half a character'
  return name === name.normalize('NFC') ? null : 'is not in normal form'
}
