import { describe, expect, it } from 'vitest'
import { commands } from '../../../../renderer/app/commands/commands.ts'
import { commandsFor, matches, meantKey, type Press } from '../../../../renderer/app/commands/key-matching.ts'

const press = (key: string, held: Partial<Press> = {}): Press => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
})
const ctrl = { ctrlKey: true }

describe('a key combination', () => {
  it('takes Ctrl for mod, and Cmd on an Apple keyboard', () => {
    expect(matches('mod+k', press('k', ctrl), false)).toBe(true)
    expect(matches('mod+k', press('k', { metaKey: true }), true)).toBe(true)
    expect(matches('mod+k', press('k', ctrl), true)).toBe(false)
  })

  it('is told from the one with Shift', () => {
    expect(matches('mod+o', press('O', { ...ctrl, shiftKey: true }), false)).toBe(false)
    expect(matches('mod+shift+o', press('O', { ...ctrl, shiftKey: true }), false)).toBe(true)
  })

  it('asks for a character however a keyboard makes it', () => {
    expect(matches('?', press('?', { shiftKey: true }), false)).toBe(true)
    expect(matches('/', press('/', { shiftKey: true }), false)).toBe(true)
    expect(matches('+', press('+'), false)).toBe(true)
  })

  it('is not pressed while another modifier is held', () => {
    expect(matches('g', press('g', ctrl), false)).toBe(false)
    expect(matches('g', press('g', { altKey: true }), false)).toBe(false)
  })
})

describe('the key that is meant', () => {
  it('is the letter, whatever Shift and Caps Lock make of it', () => {
    expect(meantKey(press('G'))).toBe('g')
    expect(commandsFor(press('G'), 'window', false)).toEqual(['view-grid'])
  })

  it('is by its place where the keyboard writes another script', () => {
    expect(commandsFor(press('л', { ...ctrl, code: 'KeyK' }), 'window', false)).toEqual(['palette'])
    expect(commandsFor(press('κ', { ...ctrl, code: 'KeyK' }), 'field', false)).toEqual(['palette'])
    expect(commandsFor(press('б', { ...ctrl, code: 'Comma' }), 'window', false)).toEqual(['settings'])
    expect(commandsFor(press('Я', { ...ctrl, code: 'KeyZ', shiftKey: true }), 'field', false)).toEqual([])
  })

  it('is what it writes where that is Latin, wherever it stands', () => {
    expect(commandsFor(press('a', { ...ctrl, code: 'KeyQ' }), 'window', false)).toEqual(['select-all'])
    expect(meantKey(press('é', { code: 'Digit2' }))).toBe('é')
    expect(meantKey(press('ArrowLeft'))).toBe('ArrowLeft')
  })
})

describe('commands by key', () => {
  it('are found from anywhere in the window', () => {
    expect(commandsFor(press('g'), 'window', false)).toEqual(['view-grid'])
    expect(commandsFor(press('Delete'), 'window', false)).toEqual(['remove-sources'])
    expect(commandsFor(press('x'), 'window', false)).toEqual(['reject'])
    expect(commandsFor(press('Z', { ...ctrl, shiftKey: true }), 'window', false)).toEqual(['redo'])
  })

  it('leave letters and editing to a field', () => {
    expect(commandsFor(press('g'), 'field', false)).toEqual([])
    expect(commandsFor(press('Delete'), 'field', false)).toEqual([])
    expect(commandsFor(press('z', ctrl), 'field', false)).toEqual([])
    expect(commandsFor(press('a', ctrl), 'field', false)).toEqual([])
    expect(commandsFor(press('Z', { ...ctrl, shiftKey: true }), 'field', false)).toEqual([])
    expect(commandsFor(press('x'), 'field', false)).toEqual([])
    expect(commandsFor(press('5'), 'field', false)).toEqual([])
    expect(commandsFor(press('Enter', ctrl), 'field', false)).toEqual(['run'])
    expect(commandsFor(press('k', ctrl), 'field', false)).toEqual(['palette'])
  })

  it('leave Space to a button that has the focus', () => {
    expect(commandsFor(press(' '), 'control', false)).toEqual([])
    expect(commandsFor(press(' '), 'window', false)).toEqual(['view-loupe'])
  })

  it('leave everything to a dialog or menu', () => {
    expect(commandsFor(press('Delete'), 'popup', false)).toEqual([])
    expect(commandsFor(press('Enter', ctrl), 'popup', false)).toEqual([])
  })

  it('have one meaning for each combination', () => {
    const all = Object.values(commands).flatMap(({ keys }): readonly string[] => keys)
    expect(all.filter((keys, index) => all.indexOf(keys) !== index)).toEqual([])
  })
})
