import { splitKeys } from '../../ui/key-text.ts'
import { commands, type CommandId } from './commands.ts'

/** The part of a keyboard event that says what was pressed. */
export interface Press {
  readonly key: string
  /** Where on the keyboard, named by what stands there on an English one. */
  readonly code: string
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

/** Keys a keyboard for another script has letters on. */
const places: Readonly<Record<string, string>> = { Comma: ',', Period: '.' }

/**
 * The key that is meant, small whatever Shift and Caps Lock say. Where a keyboard gives letters of another script, such
 * as Cyrillic, it is the one that stands in the same place on an English keyboard.
 */
export function meantKey({ key, code }: Pick<Press, 'key' | 'code'>): string {
  if (!/^\p{L}$/u.test(key) || /\p{Script=Latin}/u.test(key)) return key.length === 1 ? key.toLowerCase() : key
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? places[code] ?? key.toLowerCase()
}

const editingKeys: ReadonlySet<string> = new Set(['a', 'c', 'v', 'x', 'y', 'z', 'Backspace', 'Delete'])
const controlKeys: ReadonlySet<string> = new Set([' ', 'Enter'])

/** The commands whose key combination was pressed and may be taken from what has the focus. */
export function commandsFor(press: Press, focus: Focus, isApple: boolean): readonly CommandId[] {
  if (focus === 'popup') return []
  const isMod = isApple ? press.metaKey : press.ctrlKey
  if (focus === 'field' && (!isMod || editingKeys.has(meantKey(press)))) return []
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
  return meantKey(press).toLowerCase() === key.toLowerCase()
}
