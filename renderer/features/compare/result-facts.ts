import { noMoney } from '../../../shared/domain/money.ts'
import { pictureFormats } from '../../../shared/domain/picture.ts'
import type { Translate } from '../../messages/translate.ts'
import { modelName } from '../batch/batch-text.ts'
import { formatBytes } from '../../messages/format-bytes.ts'
import type { ViewedResult } from './subject.ts'

export function resultFacts(result: ViewedResult, t: Translate): readonly (readonly [string, string])[] {
  const { output } = result
  if (output === null) return []
  const lines: (readonly [string, string])[] = [
    [t('compare.name'), output.name],
    [t('compare.dimensions'), t('compare.pixels', { width: output.width, height: output.height })],
    [t('compare.format'), pictureFormats[output.format].label],
    [t('compare.file-size'), formatBytes(output.bytes, t)],
    [t('compare.model'), modelName(output.model)],
    [t('compare.batch'), t('compare.batch-number', { number: output.batchNumber })],
    [t('compare.prompt'), output.prompt],
  ]
  const cost = costText(result, t)
  if (cost !== null) lines.push([t('compare.cost'), cost])
  if (output.isFlagged) lines.push([t('compare.flag'), t('compare.flagged')])
  lines.push([t('compare.path'), output.path])
  return lines.filter(([, value]) => value !== '')
}

/** What the result cost, where that is known; null where it is not. */
export function costText({ charged }: ViewedResult, t: Translate): string | null {
  if (charged === null) return null
  return charged === noMoney ? t('common.free') : t.money(charged)
}
