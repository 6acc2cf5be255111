import type { MessageKey } from '../messages/message-key.ts'
import type { Translate } from '../messages/translate.ts'

/** The same on every keyboard. */
const symbols: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Backspace: '⌫',
  Enter: '↵',
}

const appleModifiers: Readonly<Record<string, string>> = { mod: '⌘', shift: '⇧', alt: '⌥', ctrl: '⌃' }
/** What stands on the keys of a language. */
const keyNames: Readonly<Record<string, MessageKey>> = {
  ' ': 'common.key-space',
  Space: 'common.key-space',
  Delete: 'common.key-delete',
}
const modifiers: Readonly<Record<string, MessageKey>> = {
  mod: 'common.key-ctrl',
  shift: 'common.key-shift',
  alt: 'common.key-alt',
  ctrl: 'common.key-ctrl',
}

/** Splits `mod+shift+o` into its parts; the key itself may be a plus. */
export function splitKeys(keys: string): { readonly modifiers: readonly string[]; readonly key: string } {
  const parts = keys.split('+')
  if (keys === '+' || keys.endsWith('++')) return { modifiers: parts.slice(0, -2), key: '+' }
  return { modifiers: parts.slice(0, -1), key: parts.at(-1) ?? '' }
}

/** The parts of a combination as they stand on the keys of this system, in the language of the window. */
export function keyParts(keys: string, isApple: boolean, t: Translate): readonly string[] {
  const split = splitKeys(keys)
  return [...split.modifiers.map((name) => modifierText(name, isApple, t)), keyText(split.key, t)]
}

function modifierText(name: string, isApple: boolean, t: Translate): string {
  if (isApple) return appleModifiers[name] ?? name
  const key = modifiers[name]
  return key === undefined ? name : t(key)
}

function keyText(key: string, t: Translate): string {
  const named = keyNames[key]
  if (named !== undefined) return t(named)
  return symbols[key] ?? (key.length === 1 ? key.toUpperCase() : key)
}

/** For `aria-keyshortcuts`. */
export function ariaKeys(keys: string, isApple = isAppleSystem()): string {
  const names: Readonly<Record<string, string>> = {
    mod: isApple ? 'Meta' : 'Control',
    shift: 'Shift',
    alt: 'Alt',
    ctrl: 'Control',
  }
  const split = splitKeys(keys)
  const key = split.key === ' ' ? 'Space' : split.key === '+' ? 'Plus' : split.key
  return [...split.modifiers.map((name) => names[name] ?? name), key].join('+')
}

export function isAppleSystem(): boolean {
  return typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent)
}
