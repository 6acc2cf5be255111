const symbols: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Delete: 'Del',
  Backspace: '⌫',
  Enter: '↵',
}

const appleModifiers: Readonly<Record<string, string>> = { mod: '⌘', shift: '⇧', alt: '⌥', ctrl: '⌃' }
const modifiers: Readonly<Record<string, string>> = { mod: 'Ctrl', shift: 'Shift', alt: 'Alt', ctrl: 'Ctrl' }

/** Splits `mod+shift+o` into its parts; the key itself may be a plus. */
export function splitKeys(keys: string): { readonly modifiers: readonly string[]; readonly key: string } {
  const parts = keys.split('+')
  if (keys === '+' || keys.endsWith('++')) return { modifiers: parts.slice(0, -2), key: '+' }
  return { modifiers: parts.slice(0, -1), key: parts.at(-1) ?? '' }
}

/** The parts of a combination as they stand on the keys of this system. */
export function keyParts(keys: string, isApple: boolean): readonly string[] {
  const split = splitKeys(keys)
  const names = isApple ? appleModifiers : modifiers
  const key = symbols[split.key] ?? (split.key.length === 1 ? split.key.toUpperCase() : split.key)
  return [...split.modifiers.map((name) => names[name] ?? name), key]
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
