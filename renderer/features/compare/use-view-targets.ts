import { useEffect, useMemo } from 'react'
import { useStores } from '../../app/stores.ts'
import type { ReviewTargets } from '../review/review-targets.ts'
import type { ViewedResult } from './subject.ts'
import type { Walk } from './walk.ts'

interface ViewOptions {
  readonly walk: Walk
  /** The result that is looked at; null where it is a source. */
  readonly result: ViewedResult | null
  /** Results that are shown beside it. */
  readonly beside: readonly (ViewedResult | null)[]
}

/** What the keys of review mean where pictures are looked at closely: the one result, whatever is selected. */
export function useViewTargets({ walk, result, beside }: ViewOptions): ReviewTargets {
  const { request, review } = useStores()
  const lookedAt = result?.id ?? null
  useEffect(() => {
    review.setState({ lookedAt })
    return () => review.setState({ lookedAt: null })
  }, [review, lookedAt])
  return useMemo(() => {
    const id = result?.id ?? null
    const stop = walk.stop
    return {
      isAny: id !== null,
      hasItems: id !== null,
      outputs: () => (id === null ? [] : [id]),
      marksOf: (output) => {
        const known = [result, ...beside].find((each) => each?.id === output)?.output
        return known ?? (stop !== null && stop.outputId === output ? stop.marks : null)
      },
      items: async () => {
        if (result?.item) return [result.item]
        if (id === null) return []
        const { row } = await request('results:read', { id })
        return [{ id: row.itemId, prompt: row.prompt, model: row.model }]
      },
      move: (steps) => {
        walk.goTo(walk.index + steps)
        return () => stop !== null && walk.returnTo(stop)
      },
      others: beside.flatMap((each) => (each?.id && each.id !== id ? [each.id] : [])),
      rejected: walk.rejected,
    }
  }, [request, walk, result, beside])
}
