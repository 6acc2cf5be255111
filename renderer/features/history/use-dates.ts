import { useMemo } from 'react'
import { useFrom } from '../../app/stores.ts'
import { chooseLanguage } from '../../messages/translate.ts'

/** Dates in the language of the window. */
export function useDates(): { full(iso: string): string } {
  const chosen = useFrom('settings', ({ settings }) => settings?.language ?? null)
  return useMemo(() => {
    const language = chooseLanguage(chosen, navigator.languages)
    // Someone whose system says en-GB reads days before months.
    const tag = navigator.languages.find((known) => known.toLowerCase().startsWith(language)) ?? language
    const format = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' })
    return { full: (iso) => format.format(new Date(iso)) }
  }, [chosen])
}
