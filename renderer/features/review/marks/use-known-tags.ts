import { useEffect, useState } from 'react'
import { RequestFailure } from '../../../api/request.ts'
import { useStores } from '../../../app/stores.ts'

const mostSuggested = 12

/** Tags of the library that begin with what is typed, the most used first. */
export function useKnownTags(typed: string, without: readonly string[]): readonly string[] {
  const { request } = useStores()
  const [tags, setTags] = useState<readonly string[]>([])
  useEffect(() => {
    let isWanted = true
    request('history:tags').then(
      (rows) => isWanted && setTags(rows.toSorted((a, b) => b.count - a.count).map(({ tag }) => tag)),
      (thrown: unknown) => {
        // Suggestions are a convenience; a tag can still be typed whole.
        if (!(thrown instanceof RequestFailure)) throw thrown
      },
    )
    return () => {
      isWanted = false
    }
  }, [request])
  const wanted = typed.trim().toLowerCase()
  if (wanted === '') return []
  return tags.filter((tag) => tag.toLowerCase().startsWith(wanted) && !without.includes(tag)).slice(0, mostSuggested)
}
