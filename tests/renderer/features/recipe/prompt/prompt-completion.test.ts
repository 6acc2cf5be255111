import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  completeVariable,
  openVariable,
  segmentPrompt,
  suggestVariables,
} from '../../../../../renderer/features/recipe/prompt/prompt-completion.ts'

const open = (text: string) => openVariable(text.replace('|', ''), text.indexOf('|'))

describe('a variable that is being typed', () => {
  it.each([
    ['make {|', { start: 5, typed: '' }],
    ['make {na| red', { start: 5, typed: 'na' }],
    ['{{{na|', { start: 2, typed: 'na' }],
  ])('is seen in %j', (text, found) => expect(open(text)).toEqual(found))

  it.each(['make |', 'make {name}|', 'make {{na|', 'make {na me|', '|{name}'])('is not seen in %j', (text) =>
    expect(open(text)).toBeNull(),
  )

  it('is completed with its closing brace, using the one that is there', () => {
    expect(completeVariable('a {na b', { start: 2, end: 5 }, 'name')).toEqual({ prompt: 'a {name} b', caret: 8 })
    expect(completeVariable('a {na} b', { start: 2, end: 5 }, 'name')).toEqual({ prompt: 'a {name} b', caret: 8 })
    expect(completeVariable('{fol} {name}', { start: 0, end: 2 }, 'folder')).toEqual({
      prompt: '{folder} {name}',
      caret: 8,
    })
  })

  it('is offered what begins with it before what merely holds it', () => {
    expect(suggestVariables('')).toHaveLength(6)
    expect(suggestVariables('d')).toEqual(['date', 'folder', 'index', 'width'])
    expect(suggestVariables('DA')).toEqual(['date'])
    expect(suggestVariables('zz')).toEqual([])
  })
})

describe('a prompt in segments', () => {
  it('marks variables and what only looks like one', () => {
    expect(segmentPrompt('{name} {{x}} {colour} {').map(({ text, kind }) => [text, kind])).toEqual([
      ['{name}', 'variable'],
      [' ', 'text'],
      ['{{', 'text'],
      ['x', 'text'],
      ['}}', 'text'],
      [' ', 'text'],
      ['{colour}', 'unknown'],
      [' ', 'text'],
      ['{', 'text'],
    ])
  })

  it('is the prompt again when put together', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', 'a', ' ', 'name', '\n', 'é') }), (prompt) => {
        const segments = segmentPrompt(prompt)
        expect(segments.map(({ text }) => text).join('')).toBe(prompt)
        expect(segments.every(({ text, start }) => prompt.startsWith(text, start))).toBe(true)
      }),
    )
  })
})
