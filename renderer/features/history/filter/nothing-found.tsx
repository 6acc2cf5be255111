import { useEffect, useState } from 'react'
import { RequestFailure } from '../../../api/request.ts'
import { useFrom, useStores } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { conditionsOf, withoutConditions, type Condition } from './conditions.ts'
import { useNames } from './use-names.ts'
import { useQuery } from './use-query.ts'

/** Why there is nothing to see: nothing was done yet, or too much is asked for; then, what to ask for no more. */
export function NothingFound() {
  const t = useTranslate()
  const { place } = useStores()
  const { query } = useQuery()
  const conditions = conditionsOf(query, useNames(query), t)
  if (conditions.length === 0) return <NothingDone />
  return (
    <EmptyState
      title={t('history.nothing')}
      body={t('history.nothing-body')}
      actions={
        <>
          {conditions.length > 1 &&
            conditions.map((condition) => <WithoutButton key={condition.key} condition={condition} />)}
          <Button
            variant="primary"
            onClick={() => place.setState({ history: { query: withoutConditions(query), shows: 'results' } })}
          >
            {t('history.clear-all')}
          </Button>
        </>
      }
    />
  )
}

function NothingDone() {
  const t = useTranslate()
  const { place } = useStores()
  const batches = useFrom('batches', (state) => state.total)
  return (
    <EmptyState
      title={t(batches === 0 ? 'history.empty' : 'history.no-results')}
      body={t(batches === 0 ? 'history.empty-body' : 'history.no-results-body')}
      actions={
        <Button onClick={() => place.setState({ place: { kind: 'table', folder: null } })}>
          {t('command.show-table')}
        </Button>
      }
    />
  )
}

/** Takes one condition away, and says how much there would be then. */
function WithoutButton({ condition: { label, without } }: { readonly condition: Condition }) {
  const t = useTranslate()
  const { place, request } = useStores()
  const [found, setFound] = useState<number | null>(null)
  const wanted = JSON.stringify(without)
  useEffect(() => {
    let isOld = false
    request('history:open', { query: without }).then(
      ({ total }) => isOld || setFound(total),
      (thrown: unknown) => {
        // The button works without its number.
        if (!(thrown instanceof RequestFailure)) throw thrown
      },
    )
    return () => {
      isOld = true
    }
    // The query is made anew at each render; what it asks for is in its text.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [request, wanted])
  return (
    <Button disabled={found === 0} onClick={() => place.setState({ history: { query: without, shows: 'results' } })}>
      {found === null
        ? t('history.without', { condition: label })
        : t('history.without-count', { condition: label, count: found })}
    </Button>
  )
}
