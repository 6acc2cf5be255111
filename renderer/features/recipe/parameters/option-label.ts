import type { Translate } from '../../../messages/translate.ts'
import { options } from '../../../messages/en/recipe.ts'
import type { MessageKey } from '../../../messages/message-key.ts'

/** A choice in words; file formats and what has no words yet are shown as the service names them. */
export function optionLabel(t: Translate, option: string): string {
  const key = `recipe.option.${option}`
  return key in options ? t(key as MessageKey) : option // Looked up just before.
}
