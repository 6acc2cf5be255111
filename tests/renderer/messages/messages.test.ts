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
  'Alt',
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

/** What is filled in as it is: words, names, sums and dates that are written already, and the numbers of batches. */
const texts: ReadonlySet<string> = new Set([
  'action',
  'amount',
  'at',
  'batch',
  'cap',
  'charged',
  'condition',
  'date',
  'day',
  'days',
  'format',
  'from',
  'held',
  'here',
  'holder',
  'label',
  'least',
  'left',
  'mark',
  'message',
  'model',
  'month',
  'most',
  'name',
  'names',
  'needed',
  'number',
  'path',
  'price',
  'prompt',
  'reason',
  'service',
  'size',
  'source',
  'state',
  'sum',
  'tag',
  'tags',
  'text',
  'there',
  'to',
  'used',
  'variable',
  'version',
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

  it.each(['en', 'de'] as const)('writes every number of %s as its language does', (language) => {
    const bare = keys.flatMap((key) =>
      bareArguments({ en, de }[language][key])
        .filter((name) => !texts.has(name))
        .map((name) => `${key}: {${name}}`),
    )
    expect(bare).toEqual([])
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
  const named = elementsOf(text).flatMap(({ type, value }) =>
    type !== 0 && type !== 7 && value !== undefined ? [value] : [],
  )
  return [...new Set(named)].sort()
}

interface Element {
  /** 0 is text, 1 a value as it is, 7 the `#` of a plural. */
  readonly type: number
  readonly value?: string
  readonly options?: Readonly<Record<string, { readonly value: readonly Element[] }>>
}

/** All parts of a message, those of its plurals too. */
function elementsOf(text: string): readonly Element[] {
  const flat = (elements: readonly Element[]): readonly Element[] =>
    elements.flatMap((element) => [
      element,
      ...Object.values(element.options ?? {}).flatMap(({ value }) => flat(value)),
    ])
  return flat(new IntlMessageFormat(text, 'en').getAst())
}

/** The names of the values that a message shows as they are. */
function bareArguments(text: string): readonly string[] {
  return elementsOf(text).flatMap(({ type, value }) => (type === 1 && value !== undefined ? [value] : []))
}

function withoutPlaces(text: string): string {
  return text.replace(/\{[^{}]*\}/g, '')
}
