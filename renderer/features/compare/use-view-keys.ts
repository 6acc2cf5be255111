import { useEffect, useRef } from 'react'
import { focusOf } from '../../app/focus.ts'
import { meantKey } from '../../app/commands/key-matching.ts'

/** What a key does, as it is held down with or without Shift: `f`, `shift+ArrowLeft`. Keys that are not named are left alone. */
export type ViewKeys = Readonly<Record<string, (() => void) | undefined>>

/** Elements that use the arrow keys themselves, and whatever lies over the window. */
const owners =
  'input, textarea, select, [role="slider"], [role="radiogroup"], [role="tree"], [role="menu"], [role="listbox"], [role="dialog"], [role="alertdialog"], [role="combobox"]'

/** Keys without Ctrl, Cmd or Alt, wherever the focus is, unless it is on something that needs them. */
export function useViewKeys(keys: ViewKeys, keysUp: ViewKeys = {}): void {
  const latest = useRef({ keys, keysUp })
  useEffect(() => {
    latest.current = { keys, keysUp }
  })
  useEffect(() => {
    const onDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isOwned(event.target)) return
      const run = latest.current.keys[`${event.shiftKey ? 'shift+' : ''}${meantKey(event)}`]
      // A button that has the focus is pressed by Enter.
      if (run === undefined || (event.key === 'Enter' && focusOf(event.target) === 'control')) return
      event.preventDefault()
      run()
    }
    const onUp = (event: KeyboardEvent): void => latest.current.keysUp[meantKey(event)]?.()
    // Before the commands of the window: Escape leads back from here.
    window.addEventListener('keydown', onDown, true)
    window.addEventListener('keyup', onUp, true)
    return () => {
      window.removeEventListener('keydown', onDown, true)
      window.removeEventListener('keyup', onUp, true)
    }
  }, [])
}

function isOwned(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(owners) !== null
}
