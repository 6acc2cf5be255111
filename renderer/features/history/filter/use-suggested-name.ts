import { useTranslate } from '../../../messages/use-translate.ts'
import { conditionsOf } from './conditions.ts'
import { useNames } from './use-names.ts'
import { useQuery } from './use-query.ts'

const longest = 60

/** What a search could be called: what it asks for. */
export function useSuggestedName(): string {
  const t = useTranslate()
  const { query } = useQuery()
  const conditions = conditionsOf(query, useNames(query), t)
  return conditions.length === 0
    ? t('history.within-all')
    : conditions
        .map(({ label }) => label)
        .join(', ')
        .slice(0, longest)
}
