import type { Failure } from '../../shared/errors.ts'
import type { MessageKey } from './message-key.ts'
import type { Translate } from './translate.ts'

export interface FailureText {
  readonly sentence: string
  /** What main said of it, in English, where the sentence is the catalogue's; else null. */
  readonly detail: string | null
}

/**
 * What happened. Main says it in English and exactly; in other languages the catalogue has a sentence for each code, or
 * the one of `key` where the place knows better, and main's stands behind it.
 */
export function failureText({ code, message }: Failure, t: Translate, key?: MessageKey): FailureText {
  if (t.language === 'en') return { sentence: message, detail: null }
  const title = t(key ?? `error.${code}`)
  return { sentence: title.endsWith('.') ? title : `${title}:`, detail: message }
}

/** The same where there is room for one line of text only. */
export function failureLine(failure: Failure, t: Translate, key?: MessageKey): string {
  const { sentence, detail } = failureText(failure, t, key)
  return detail === null ? sentence : `${sentence} ${detail}`
}

/** What happened in a few words, where there is no room for more. */
export function failureTitle(failure: Failure, t: Translate): string {
  return t.language === 'en' ? failure.message : t(`error.${failure.code}`)
}
