import { createContext, useContext } from 'react'
import { createTranslate, type Translate } from './translate.ts'

export const TranslateContext = createContext<Translate>(createTranslate('en'))

export function useTranslate(): Translate {
  return useContext(TranslateContext)
}
