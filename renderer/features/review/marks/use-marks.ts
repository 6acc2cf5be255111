import { useMemo } from 'react'
import { useFrom } from '../../../app/stores.ts'
import { layOver, type Marks } from './marks.ts'
import { laidOver } from '../review-store.ts'

/** What a result is marked with now: what its row says, or what was said in this window since. */
export function useMarks(output: string | null, { verdict, rating }: Marks): Marks {
  const laid = useFrom('review', (state) => laidOver(state, output))
  return useMemo(() => layOver({ verdict, rating }, laid), [verdict, rating, laid])
}
