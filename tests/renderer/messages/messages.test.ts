import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { de } from '../../../renderer/messages/de.ts'
import { en } from '../../../renderer/messages/en.ts'
import type { MessageKey } from '../../../renderer/messages/message-key.ts'
import { chooseLanguage, createTranslate } from '../../../renderer/messages/translate.ts'

const keys = Object.keys(en) as MessageKey[]

/** Names, units and words that are the same in both languages. */
const sameInBoth: ReadonlySet<string> = new Set([
  'AVIF',
  'Details',
  'Filter',
  'Format',
  'JPEG',
  'Lightbench {version}',
  'Name',
  'Original',
  'PDF',
  'PNG',
  'Prompt',
  'Status',
  'TIFF',
  'Version',
  'WebP',
])

describe('the message catalogue', () => {
  it('has the same keys in every language', () => {
    expect(Object.keys(de).sort()).toEqual([...keys].sort())
  })

  it.each(['en', 'de'] as const)('parses every message of %s', (language) => {
    const texts = { en, de }[language]
    for (const key of keys) {
      expect(() => new IntlMessageFormat(texts[key], language), key).not.toThrow()
      expect(texts[key].trim(), key).not.toBe('')
    }
  })

  it('fills the same places in both languages', () => {
    const different = keys.filter((key) => places(en[key]).join() !== places(de[key]).join())
    expect(different).toEqual([])
  })

  it('leaves no text untranslated', () => {
    const same = keys.filter((key) => de[key] === en[key] && /\p{L}{3}/u.test(withoutPlaces(en[key])))
    expect(same.filter((key) => !sameInBoth.has(en[key]))).toEqual([])
  })

  it('counts in the language of the window', () => {
    expect(createTranslate('de')('common.pictures', { count: 1 })).toBe('1 Bild')
    expect(createTranslate('de')('common.pictures', { count: 1_200 })).toBe('1.200 Bilder')
    expect(createTranslate('en')('common.pictures', { count: 1_200 })).toBe('1,200 pictures')
  })

  it('shows braces of values as they are', () => {
    expect(createTranslate('en')('shell.busy', { holder: '{x} <b>' })).toContain('{x} <b>')
  })
})

describe('the language of the window', () => {
  it('is the one that was chosen', () => {
    expect(chooseLanguage('de', ['en-GB'])).toBe('de')
  })

  it('is else the first of the system there is a translation for', () => {
    expect(chooseLanguage(null, ['fr-FR', 'de-AT', 'en'])).toBe('de')
  })

  it('is English where there is none', () => {
    expect(chooseLanguage(null, ['fr-FR'])).toBe('en')
  })
})

/** The names of the values a message takes, in order of the alphabet. */
function places(text: string): readonly string[] {
  const names = new Set<string>()
  const walk = (elements: readonly unknown[]): void => {
    for (const element of elements as readonly { value?: string; type: number; options?: object }[]) {
      if (element.type !== 0 && element.type !== 7 && element.value !== undefined) names.add(element.value)
      const options = Object.values(element.options ?? {}) as { value: readonly unknown[] }[]
      for (const option of options) walk(option.value)
    }
  }
  walk(new IntlMessageFormat(text, 'en').getAst())
  return [...names].sort()
}

function withoutPlaces(text: string): string {
  return text.replace(/\{[^{}]*\}/g, '')
}
