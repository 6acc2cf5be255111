import type { ItemStatus, SkipReason } from '../../shared/domain/item.ts'
import { german } from './words-de.ts'
import { english } from './words-en.ts'

export type ReportLanguage = 'en' | 'de'

/** Everything a sheet says by itself. What services and people wrote stays as they wrote it. */
export interface ReportWords {
  readonly locale: ReportLanguage
  readonly batch: (number: number) => string
  readonly collection: (name: string) => string
  readonly found: (text: string) => string
  readonly madeAt: string
  readonly practiceAll: string
  readonly practiceSome: string
  readonly practice: string
  readonly results: string
  readonly items: string
  readonly outcomes: string
  readonly verdicts: string
  readonly charged: string
  readonly chargedPractice: string
  readonly held: string
  readonly model: string
  readonly prompt: string
  readonly parameters: string
  readonly folder: string
  readonly started: string
  readonly price: string
  readonly worstCase: string
  readonly before: string
  readonly after: string
  readonly withoutResult: string
  readonly picture: string
  readonly outcome: string
  readonly cost: string
  readonly total: string
  readonly kept: string
  readonly rejected: string
  readonly rating: (stars: number) => string
  readonly flagged: string
  readonly binned: string
  readonly noPicture: string
  readonly ownPrompt: string
  readonly note: string
  readonly tags: string
  readonly statuses: Readonly<Record<ItemStatus, string>>
  readonly skipReasons: Readonly<Record<SkipReason, string>>
}

export function wordsOf(language: ReportLanguage): ReportWords {
  return language === 'de' ? german : english
}
