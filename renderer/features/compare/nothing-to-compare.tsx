import { useFrom, useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'

/** In the place of a comparison with a result there is not. */
export function NothingToCompare() {
  const t = useTranslate()
  const { place } = useStores()
  const isTable = useFrom('place', ({ place }) => place.kind === 'table')
  return (
    <EmptyState
      title={t('compare.nothing')}
      body={t(isTable ? 'compare.nothing-body' : 'compare.nothing-yet')}
      actions={<Button onClick={() => place.setState({ view: 'loupe' })}>{t('compare.to-loupe')}</Button>}
    />
  )
}
