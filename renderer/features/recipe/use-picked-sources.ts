import { useMemo } from 'react'
import { useFrom } from '../../app/stores.ts'

/** Sources the user picked by hand on the table; only a few are ever asked for, so the first are enough. */
export function usePickedSources(): readonly number[] {
  const kind = useFrom('place', ({ place }) => place.kind)
  const selected = useFrom('selection', (state) => state.selected)
  return useMemo(() => {
    if (kind !== 'table') return []
    const picked: number[] = []
    for (const key of selected) {
      if (picked.length === mostAsked) break
      picked.push(Number(key))
    }
    return picked
  }, [kind, selected])
}

const mostAsked = 16
