import { IntlMessageFormat } from 'intl-messageformat'
import type { NanoUsd } from '../../shared/domain/money.ts'
import type { Language } from '../../shared/ipc/settings-view.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { formatAmount, formatMoney } from './format-money.ts'
import type { MessageKey } from './message-key.ts'

export type MessageValues = Readonly<Record<string, string | number>>

/** The texts of the window in its language, and sums and numbers as its user writes them. */
export interface Translate {
  /** The text of a key; values fill `{name}` places, in ICU message syntax. */
  (key: MessageKey, values?: MessageValues): string
  readonly language: Language
  /** The system's own form of the language. */
  readonly locale: string
  /** "$1,234.56" or "1.234,56 $": at least two decimals and as many more as the amount has. */
  money(amount: NanoUsd): string
  /** The same without the sign and grouping, as it is typed into a field. */
  amount(amount: NanoUsd): string
  number(value: number): string
}

const texts: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = { en, de }

export function createTranslate(language: Language, locale: string = language): Translate {
  const formats = new Map<MessageKey, IntlMessageFormat>()
  const numbers = new Intl.NumberFormat(locale)
  const translate = (key: MessageKey, values: MessageValues = {}): string => {
    const text = texts[language][key]
    if (!text.includes('{')) return text
    const format = formats.get(key) ?? new IntlMessageFormat(text, locale)
    formats.set(key, format)
    return String(format.format(values))
  }
  return Object.assign(translate, {
    language,
    locale,
    money: (amount: NanoUsd) => formatMoney(amount, locale),
    amount: (amount: NanoUsd) => formatAmount(amount, locale),
    number: (value: number) => numbers.format(value),
  })
}

/** The texts in the language that was chosen, or else in the system's. */
export function translateFor(chosen: Language | null, system: readonly string[]): Translate {
  const language = chooseLanguage(chosen, system)
  return createTranslate(language, localeFor(language, system))
}

/** The system's own form of a language, so that dates and numbers read as its user writes them. */
export function localeFor(language: Language, system: readonly string[]): string {
  return system.find((tag) => tag.toLowerCase().split('-')[0] === language) ?? language
}

/** The language asked for, or else the first of the system's that there is a translation for. */
export function chooseLanguage(chosen: Language | null, system: readonly string[]): Language {
  if (chosen !== null) return chosen
  const known = Object.keys(texts) as Language[] // Object.keys forgets the key type.
  return system.map((tag) => known.find((language) => tag.toLowerCase().startsWith(language))).find(Boolean) ?? 'en'
}
