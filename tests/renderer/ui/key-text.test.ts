import { describe, expect, it } from 'vitest'
import { ariaKeys, keyParts } from '../../../renderer/ui/key-text.ts'

describe('a key combination in print', () => {
  it('has the names of the keyboard it is for', () => {
    expect(keyParts('mod+shift+o', false)).toEqual(['Ctrl', 'Shift', 'O'])
    expect(keyParts('mod+shift+o', true)).toEqual(['⌘', '⇧', 'O'])
  })

  it('may be of the plus key', () => {
    expect(keyParts('+', false)).toEqual(['+'])
    expect(keyParts('mod++', false)).toEqual(['Ctrl', '+'])
  })

  it('is read aloud by names', () => {
    expect(ariaKeys('mod+k', true)).toBe('Meta+k')
    expect(ariaKeys(' ', false)).toBe('Space')
    expect(ariaKeys('+', false)).toBe('Plus')
  })
})
