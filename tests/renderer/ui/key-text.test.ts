import { describe, expect, it } from 'vitest'
import { createTranslate } from '../../../renderer/messages/translate.ts'
import { ariaKeys, keyParts } from '../../../renderer/ui/key-text.ts'

const t = createTranslate('en')

describe('a key combination in print', () => {
  it('has the names of the keyboard it is for', () => {
    expect(keyParts('mod+shift+o', false, t)).toEqual(['Ctrl', 'Shift', 'O'])
    expect(keyParts('mod+shift+o', true, t)).toEqual(['⌘', '⇧', 'O'])
  })

  it('has the names of the language of the window', () => {
    const german = createTranslate('de')
    expect(keyParts('mod+shift+Delete', false, german)).toEqual(['Strg', 'Umschalt', 'Entf'])
    expect(keyParts('mod+ ', true, german)).toEqual(['⌘', 'Leertaste'])
  })

  it('may be of the plus key', () => {
    expect(keyParts('+', false, t)).toEqual(['+'])
    expect(keyParts('mod++', false, t)).toEqual(['Ctrl', '+'])
  })

  it('is read aloud by names', () => {
    expect(ariaKeys('mod+k', true)).toBe('Meta+k')
    expect(ariaKeys(' ', false)).toBe('Space')
    expect(ariaKeys('+', false)).toBe('Plus')
  })
})
