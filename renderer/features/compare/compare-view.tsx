import { useMemo } from 'react'
import { useFrom } from '../../app/stores.ts'
import type { Shown } from '../gallery/shown.ts'
import { ComparePair } from './compare-pair.tsx'
import { CompareSeveral } from './compare-several.tsx'
import { useViewing } from './use-viewing.ts'

interface CompareViewProps {
  readonly shown: Shown
  readonly onClose: () => void
}

const most = 4

/** Before and after of one entry, or two to four selected entries beside each other. */
export function CompareView({ shown, onClose }: CompareViewProps) {
  const current = useFrom('selection', (state) => state.current)
  const selected = useFrom('selection', (state) => state.selected)
  const viewing = useViewing(shown, current)
  const several = useMemo(() => {
    if (selected.size < 2 || selected.size > most) return []
    return shown.entries.filter(({ key }) => selected.has(key))
  }, [selected, shown.entries])

  if (viewing === null) return null
  if (several.length >= 2) return <CompareSeveral entries={several} onClose={onClose} />
  return <ComparePair shown={shown} viewing={viewing} onClose={onClose} />
}
