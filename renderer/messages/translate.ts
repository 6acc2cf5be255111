import { IntlMessageFormat } from 'intl-messageformat'
import type { Language } from '../../shared/ipc/settings-view.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import type { MessageKey } from './message-key.ts'

export type MessageValues = Readonly<Record<string, string | number>>

/** The text of a key in the language of the window; values fill `{name}` places, in ICU message syntax. */
export type Translate = (key: MessageKey, values?: MessageValues) => string

const texts: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = { en, de }

export function createTranslate(language: Language): Translate {
  const formats = new Map<MessageKey, IntlMessageFormat>()
  return (key, values = {}) => {
    const text = texts[language][key]
    if (!text.includes('{')) return text
    const format = formats.get(key) ?? new IntlMessageFormat(text, language)
    formats.set(key, format)
    return String(format.format(values))
  }
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
