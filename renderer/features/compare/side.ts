import type { Translate } from '../../messages/translate.ts'
import { resultText, resultTextWithModel, sizeText } from './result-text.ts'
import { resultLabel } from './results-strip.tsx'
import type { Subject, Viewed, ViewedResult } from './subject.ts'

/** One of the pictures that are compared, with what is said of it. */
export interface Side {
  readonly viewed: Viewed
  /** null for a source. */
  readonly result: ViewedResult | null
  readonly text: string
  readonly detail: string
}

export function sourceSide({ source }: Subject, t: Translate): Side {
  return { viewed: source, result: null, text: t('compare.before'), detail: sizeText(source, t) }
}

/** A result; where it is the only one it needs nothing that tells it from others. */
export function resultSide(subject: Subject, result: ViewedResult, t: Translate): Side {
  const { results } = subject
  if (results.length === 1) {
    return { viewed: result, result, text: t('compare.after'), detail: resultTextWithModel(result, t) }
  }
  const text = resultLabel(results, results.indexOf(result), t)
  return { viewed: result, result, text, detail: resultText(result, t) }
}

/** One of several pictures: its result where it has one. */
export function subjectSide(subject: Subject, t: Translate): Side {
  const result = subject.results[0] ?? null
  const viewed = { ...(result ?? subject.source), key: subject.key }
  return {
    viewed,
    result,
    text: viewed.name,
    detail: result === null ? sizeText(subject.source, t) : resultTextWithModel(result, t),
  }
}
