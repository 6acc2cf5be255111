import { useEffect, useState } from 'react'
import { meantKey } from '../../../app/commands/key-matching.ts'
import { isTyping } from './is-typing.ts'

/** Whether a key is held down, outside of fields. */
export function useHeldKey(key: string, isEnabled: boolean): boolean {
  const [isHeld, setHeld] = useState(false)
  useEffect(() => {
    if (!isEnabled) return
    const onDown = (event: KeyboardEvent): void => {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey
      if (meantKey(event) === key && isPlain && !isTyping(event.target)) setHeld(true)
    }
    const onUp = (event: KeyboardEvent): void => {
      if (meantKey(event) === key) setHeld(false)
    }
    const onLeave = (): void => setHeld(false)
    window.addEventListener('keydown', onDown)
    window.addEventListener('keyup', onUp)
    window.addEventListener('blur', onLeave)
    return () => {
      window.removeEventListener('keydown', onDown)
      window.removeEventListener('keyup', onUp)
      window.removeEventListener('blur', onLeave)
      setHeld(false)
    }
  }, [key, isEnabled])
  return isHeld
}
