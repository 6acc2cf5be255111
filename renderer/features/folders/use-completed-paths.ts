import { useEffect, useState } from 'react'
import { RequestFailure } from '../../api/request.ts'
import { useStores } from '../../app/stores.ts'

const waitMs = 150

/** Paths that begin with what is typed, a moment after typing; folders end with a separator. */
export function useCompletedPaths(text: string): readonly string[] {
  const { request } = useStores()
  const [paths, setPaths] = useState<readonly string[]>([])
  useEffect(() => {
    let isWanted = true
    const timer = setTimeout(() => {
      const asked = text.trim() === '' ? Promise.resolve([]) : request('intake:complete', { text })
      asked.then(
        (found) => isWanted && setPaths(found),
        (thrown: unknown) => {
          // Completion is a convenience; the path can still be typed whole, and using it says what is wrong.
          if (!(thrown instanceof RequestFailure)) throw thrown
        },
      )
    }, waitMs)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [request, text])
  return paths
}

export function isFolderPath(path: string): boolean {
  return /[/\\]$/.test(path)
}
