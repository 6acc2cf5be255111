import { useEffect, useState } from 'react'

/** A wait nobody notices needs no sign. */
const noticedAfterMs = 200

/** Whether something has been going on for so long that it must be seen. */
export function useSlow(isGoingOn: boolean): boolean {
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    if (!isGoingOn) return
    const timer = setTimeout(() => setSlow(true), noticedAfterMs)
    return () => {
      clearTimeout(timer)
      setSlow(false)
    }
  }, [isGoingOn])
  return isSlow
}
