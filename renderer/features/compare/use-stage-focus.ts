import { useEffect, type RefObject } from 'react'

/** Takes the focus where it was lost with what was shown before, and leaves it where the user has it. */
export function useStageFocus(stage: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (document.activeElement === null || document.activeElement === document.body) stage.current?.focus()
  }, [stage])
}
