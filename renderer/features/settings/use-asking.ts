import { useCallback, useState } from 'react'
import type { Failure } from '../../../shared/errors.ts'
import { RequestFailure } from '../../api/request.ts'

export interface Asking {
  readonly isBusy: boolean
  /** Why the latest question failed. */
  readonly failure: Failure | null
  /** Resolves with the answer, or null where it failed. */
  ask<T>(question: () => Promise<T>): Promise<T | null>
  forget(): void
}

/** A question to main whose wait and failure are shown where it was asked. */
export function useAsking(): Asking {
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const ask = useCallback(async <T>(question: () => Promise<T>): Promise<T | null> => {
    setBusy(true)
    try {
      const answer = await question()
      setFailure(null)
      return answer
    } catch (thrown) {
      if (!(thrown instanceof RequestFailure)) throw thrown
      setFailure(thrown.failure)
      return null
    } finally {
      setBusy(false)
    }
  }, [])
  const forget = useCallback(() => setFailure(null), [])
  return { isBusy, failure, ask, forget }
}
