import { useRef, useState } from 'react'

export interface FlickerKey {
  readonly showsAfter: boolean
  readonly press: () => void
  readonly release: () => void
}

const heldMs = 280

/** A short press changes sides and stays; a long one changes them for as long as it lasts. */
export function useFlicker(): FlickerKey {
  const [showsAfter, setShowsAfter] = useState(true)
  const pressedAt = useRef<number | null>(null)
  return {
    showsAfter,
    press: () => {
      // A held key repeats.
      if (pressedAt.current !== null) return
      pressedAt.current = performance.now()
      setShowsAfter((before) => !before)
    },
    release: () => {
      const heldFor = pressedAt.current === null ? 0 : performance.now() - pressedAt.current
      pressedAt.current = null
      if (heldFor > heldMs) setShowsAfter((before) => !before)
    },
  }
}
