import { splitKeys } from '../ui/key-text.ts'
import { commands, type CommandId } from './commands.ts'

/** The part of a keyboard event that says what was pressed. */
export interface Press {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** What has the focus, as far as keys are concerned. */
export type Focus =
  | 'window'
  /** Enter and Space belong to it. */
  | 'control'
  /** Every key without Ctrl or Cmd belongs to it, and those for editing with it too. */
  | 'field'
  /** A dialog, a menu or a list that lies over the window: every key belongs to it. */
  | 'popup'

const editingKeys: ReadonlySet<string> = new Set(['a', 'c', 'v', 'x', 'y', 'z', 'Backspace', 'Delete'])
const controlKeys: ReadonlySet<string> = new Set([' ', 'Enter'])

/** The commands whose key combination was pressed and may be taken from what has the focus. */
export function commandsFor(press: Press, focus: Focus, isApple: boolean): readonly CommandId[] {
  if (focus === 'popup') return []
  const isMod = isApple ? press.metaKey : press.ctrlKey
  // With Shift a letter comes as its capital, and redo is one of the keys a field has itself.
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key
  if (focus === 'field' && (!isMod || editingKeys.has(key))) return []
  if (focus === 'control' && !isMod && controlKeys.has(press.key)) return []
  const ids = Object.keys(commands) as CommandId[] // Object.keys forgets the key type.
  return ids.filter((id) => commands[id].keys.some((keys) => matches(keys, press, isApple)))
}

/** Whether a combination such as `mod+shift+o` was pressed. Shift is free where it only makes a character, as in `?`. */
export function matches(keys: string, press: Press, isApple: boolean): boolean {
  const { modifiers, key } = splitKeys(keys)
  const mod = isApple ? press.metaKey : press.ctrlKey
  const other = isApple ? press.ctrlKey : press.metaKey
  if (other || modifiers.includes('mod') !== mod) return false
  const isCharacter = key.length === 1 && key.toLowerCase() === key.toUpperCase() && key !== ' '
  // Characters of some keyboards need Alt as well; the one that came out is what counts.
  if (!isCharacter && modifiers.includes('alt') !== press.altKey) return false
  if (!isCharacter && modifiers.includes('shift') !== press.shiftKey) return false
  return press.key.toLowerCase() === key.toLowerCase()
}
