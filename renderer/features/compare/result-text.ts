import type { Translate } from '../../messages/translate.ts'
import { modelName } from '../batch/batch-text.ts'
import { costText } from './result-facts.ts'
import type { Viewed, ViewedResult } from './subject.ts'

export function sizeText({ size }: Viewed, t: Translate): string {
  return size === null ? '' : t('compare.pixels', { width: size.width, height: size.height })
}

/** Its size and what it cost. */
export function resultText(result: ViewedResult, t: Translate): string {
  return [sizeText(result, t), costText(result, t) ?? ''].filter((part) => part !== '').join(' · ')
}

/** The same with what made it, where nothing else says so. */
export function resultTextWithModel(result: ViewedResult, t: Translate): string {
  const model = result.output === null ? '' : modelName(result.output.model)
  return [model, resultText(result, t)].filter((part) => part !== '').join(' · ')
}
