import { useEffect } from 'react'
import { useStores } from '../../app/stores.ts'
import { previewEdge } from './picture-layers.tsx'
import type { Walk } from './walk.ts'

/** Loads the pictures to both sides, in the size that is shown now: whoever goes on to the next finds it there. */
export function usePrefetch(walk: Walk | null, edge: number, hasSource: boolean): void {
  const { bridge } = useStores()
  const next = walk?.at(walk.index + 1) ?? null
  const before = walk?.at(walk.index - 1) ?? null
  useEffect(() => {
    for (const stop of [next, before]) {
      if (stop === null) continue
      const pictures = stop.after === null ? [stop.picture] : hasSource ? [stop.after, stop.picture] : [stop.after]
      for (const picture of pictures) {
        for (const size of [previewEdge, edge]) new Image().src = bridge.pictureUrl(picture, size)
      }
    }
  }, [bridge, next, before, edge, hasSource])
}
