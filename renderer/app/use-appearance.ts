import { useEffect, useMemo } from 'react'
import { translateFor, type Translate } from '../messages/translate.ts'
import { useFrom } from './stores.ts'

/** Puts theme and language into the document, and gives the texts in that language. */
export function useAppearance(): Translate {
  const theme = useFrom('settings', ({ settings }) => settings?.theme ?? 'system')
  const chosen = useFrom('settings', ({ settings }) => settings?.language ?? null)
  const t = useMemo(() => translateFor(chosen, navigator.languages), [chosen])
  useEffect(() => {
    const { dataset } = document.documentElement
    if (theme === 'system') delete dataset['theme']
    else dataset['theme'] = theme
  }, [theme])
  useEffect(() => {
    document.documentElement.lang = t.language
  }, [t])
  return t
}
