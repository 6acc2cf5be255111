import { largestCell, smallestCell } from '../../../app/layout/place-store.ts'
import { useFrom, useStores } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Slider } from '../../../ui/slider.tsx'
import './cell-size.css'

const step = 8

/** How large the cells of a grid are; the wheel and the keys change it too. */
export function CellSize() {
  const t = useTranslate()
  const { place } = useStores()
  const cellSize = useFrom('place', (state) => state.cellSize)
  const isGrid = useFrom('place', ({ view }) => view === 'grid')
  return (
    <span className="cell-size" data-idle={isGrid ? undefined : ''}>
      <Slider
        label={t('gallery.cell-size')}
        isLabelHidden
        value={cellSize}
        min={smallestCell}
        max={largestCell}
        step={step}
        onChange={(cellSize) => place.setState({ cellSize })}
      />
    </span>
  )
}
