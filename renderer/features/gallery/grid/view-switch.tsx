import { Columns2, Grid3x3, Square } from 'lucide-react'
import { views } from '../../../app/layout/place-store.ts'
import { useFrom, useStores } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Segmented } from '../../../ui/segmented.tsx'

const icons = { grid: <Grid3x3 size={15} />, loupe: <Square size={15} />, compare: <Columns2 size={15} /> }

/** Whether pictures are seen together, one by one, or beside each other. */
export function ViewSwitch() {
  const t = useTranslate()
  const { place } = useStores()
  const view = useFrom('place', (state) => state.view)
  return (
    <Segmented
      label={t('gallery.view')}
      isLabelHidden
      value={view}
      options={views.map((value) => ({ value, label: t(`gallery.view-${value}`), icon: icons[value] }))}
      onChange={(view) => place.setState({ view })}
    />
  )
}
