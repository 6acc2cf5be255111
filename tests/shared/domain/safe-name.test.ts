import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  fileName,
  maxNameBytes,
  nameKey,
  safeFolderName,
  safeStem,
  utf8Length,
  withSuffix,
} from '../../../shared/domain/safe-name.ts'

const devices = ['CON', 'nul', 'com1', 'LPT¹', 'aux.tar']
const signs = [
  '..',
  '.',
  ' ',
  '/',
  '\\',
  ':',
  '*',
  '?',
  '"',
  '<',
  '|',
  '\0',
  '\n',
  '\u202e',
  '\u200f',
  '\ufeff',
  '\ud800',
]
const letters = ['e\u0301', 'é', '\u212b', '👩‍👩‍👧', '🏴', '日本', 'ﬁ', 'ß', 'İ', '\u0301', 'a', '_', '%', '#', '-', '{n}']
const nasty = fc.constantFrom(...devices, ...signs, ...letters)
const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.array(nasty, { maxLength: 80 }).map((parts) => parts.join('')),
  fc
    .tuple(nasty, fc.integer({ min: 0, max: 260 }), nasty)
    .map(([first, count, last]) => first + ' '.repeat(count) + last),
)

/** The rules of all three systems, written down apart from the code under test. */
function problemsOf(name: string): string[] {
  const rules: [string, boolean][] = [
    ['empty', name === ''],
    ['not NFC', name !== name.normalize('NFC')],
    ['not well formed', !name.isWellFormed()],
    ['control character', /\p{Cc}/u.test(name)],
    ['direction character', /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(name)],
    ['line break', /[\u2028\u2029]/.test(name)],
    ['forbidden character', /[<>:"/\\|?*]/.test(name)],
    ['ends badly', /[. ]$/.test(name)],
    ['starts badly', /^[. ]/.test(name)],
    ['device name', /^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])[ ]*(\.|$)/i.test(name)],
    ['too long', Buffer.byteLength(name) > maxNameBytes],
  ]
  return rules.filter(([, isBroken]) => isBroken).map(([rule]) => rule)
}

describe('safe names', () => {
  it('are valid on all three systems whatever they are made from', () => {
    fc.assert(
      fc.property(hostileText, fc.constantFrom('jpg', 'webp', '../x', 'é', '', 'abcdefghi'), (text, extension) => {
        expect(problemsOf(fileName(text, extension))).toEqual([])
        expect(problemsOf(safeFolderName(text))).toEqual([])
        expect(problemsOf(withSuffix(text, ' (12)'))).toEqual([])
      }),
      { numRuns: 2_000 },
    )
  })

  it('stay as they are when made safe again', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(safeStem(safeStem(text))).toBe(safeStem(text))
        expect(safeFolderName(safeFolderName(text))).toBe(safeFolderName(text))
      }),
      { numRuns: 2_000 },
    )
  })

  it('leave ordinary names alone, whatever their script', () => {
    for (const name of ['IMG_0042', 'Müller & Söhne', '日本語の写真', '100% #1', 'a.b.c', '👩‍👩‍👧 family', '(2)', '{n}']) {
      expect(safeStem(name)).toBe(name)
    }
  })

  it.each([
    ['CON', 'CON_'],
    ['nul.tar', 'nul_.tar'],
    ['com¹', 'com¹_'],
    ['aux .x', 'aux_ .x'],
    ['..', 'untitled'],
    ['', 'untitled'],
    [' .hidden. ', 'hidden'],
    ['a/b\\c:d', 'a_b_c_d'],
    ['invoice\u202egpj.exe', 'invoicegpj.exe'],
    ['line\nbreak\ttab', 'line break tab'],
    ['e\u200b\u0301', 'é'],
    [`con${' '.repeat(300)}x`, 'con_'],
  ])('turns %j into %j', (text, safe) => expect(safeStem(text)).toBe(safe))

  it('are cut between graphemes, never inside one', () => {
    const family = '👩‍👩‍👧'
    const stem = fileName(family.repeat(40), 'jpg').slice(0, -4)
    expect(stem).toBe(family.repeat(stem.length / family.length))
    expect(utf8Length(stem)).toBeGreaterThan(maxNameBytes - 4 - utf8Length(family))
  })

  it('are cut inside a grapheme only when that alone is too long', () => {
    const name = fileName(`a${'\u0327'.repeat(500)}`, 'png')
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(maxNameBytes)
    expect(name.startsWith('a')).toBe(true)
  })

  it('leave room for any extension, even where a device name was changed', () => {
    const stem = safeStem(`con.${'x'.repeat(300)}`)
    expect(stem).toMatch(/^con_\.x+$/)
    expect(fileName(stem, 'abcdefgh')).toBe(`${stem}.abcdefgh`)
  })

  it('keep a suffix whole and shorten what stands before it', () => {
    const numbered = withSuffix('x'.repeat(400), ' (1000)')
    expect(numbered).toMatch(/^x+ \(1000\)$/)
    expect(fileName(numbered, 'jpeg')).toBe(`${numbered}.jpeg`)
  })

  it('take an extension in lower case and replace one that could lead elsewhere', () => {
    expect(fileName('a', 'JPG')).toBe('a.jpg')
    expect(fileName('a', 'j/../g')).toBe('a.bin')
  })

  it('have one key for names that differ in case or normal form only', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const key = nameKey(text.toWellFormed())
        expect(nameKey(text.toWellFormed().normalize('NFD'))).toBe(key)
        expect(nameKey(key)).toBe(key)
      }),
    )
    expect(nameKey('STRASSE')).toBe(nameKey('straße'))
    expect(nameKey('Ångström')).toBe(nameKey('a\u030angstro\u0308m'))
    expect(nameKey('a')).not.toBe(nameKey('b'))
  })

  it('are measured in UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8Length(text)).toBe(Buffer.byteLength(text))
      }),
    )
  })
})
