import { useCallback, useEffect, useState } from 'react'
import type { LibraryView } from '../../../shared/ipc/care-rows.ts'
import { useStores } from '../../app/stores.ts'
import { useAsking, type Asking } from '../settings/use-asking.ts'

export interface LibraryCare extends Asking {
  readonly library: LibraryView | null
  /** Does something to the library and looks at it again; resolves with null where it failed. */
  act<T>(work: () => Promise<T>): Promise<T | null>
}

/** The library as it was when it was looked at last. */
export function useLibrary(): LibraryCare {
  const { request } = useStores()
  const asking = useAsking()
  const { ask } = asking
  const [library, setLibrary] = useState<LibraryView | null>(null)
  const look = useCallback(async (): Promise<void> => {
    const seen = await ask(() => request('library:read'))
    if (seen !== null) setLibrary(seen)
  }, [ask, request])
  useEffect(() => {
    void ask(() => request('library:read')).then((seen) => seen !== null && setLibrary(seen))
  }, [ask, request])
  const act = useCallback(
    async <T>(work: () => Promise<T>): Promise<T | null> => {
      const result = await ask(async () => ({ answer: await work() }))
      if (result !== null) await look()
      return result?.answer ?? null
    },
    [ask, look],
  )
  return { ...asking, library, act }
}
