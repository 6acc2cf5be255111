import { useLayoutEffect } from 'react'
import { isAppleSystem } from '../../ui/key-text.ts'
import { focusOf } from '../focus.ts'
import { commandsFor } from './key-matching.ts'
import { runCommand } from './run-command.ts'
import { useStores } from '../stores.ts'

/** Does commands by their keys, for as long as the calling component is shown. */
export function useKeyboard(): void {
  const { commands, shell } = useStores()
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent): void => {
      // What has the focus comes first; a key that makes a character out of several is not over yet.
      if (event.defaultPrevented || event.isComposing || shell.getState().dialog !== null) return
      if (event.key === 'Escape' && shell.getState().openPanel !== null) {
        shell.setState({ openPanel: null })
        return
      }
      const ids = commandsFor(event, focusOf(event.target), isAppleSystem())
      if (ids.some((id) => runCommand(commands, id))) event.preventDefault()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [commands, shell])
}
