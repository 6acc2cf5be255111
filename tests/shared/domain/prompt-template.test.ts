import { expect, it } from 'vitest'
import { parsePromptTemplate, renderPrompt } from '../../../shared/domain/prompt-template.ts'

const values = { name: 'chair', folder: 'shoot', index: '3', width: '640', height: '480', date: '2026-03-01' }

function render(text: string, row: Record<string, string> = {}): string {
  return renderPrompt(parsePromptTemplate(text, Object.keys(row)), values, row)
}

it('fills in what is known of the picture', () => {
  expect(render('{name} from {folder}, {width}×{height}, no. {index}, {date}')).toBe(
    'chair from shoot, 640×480, no. 3, 2026-03-01',
  )
})

it('fills in columns of a CSV whatever their case', () => {
  expect(render('paint it {csv.colour}', { Colour: 'deep red' })).toBe('paint it deep red')
})

it('leaves doubled and lone braces as plain text', () => {
  expect(render('a {{literal}} brace and a lone } or {')).toBe('a {literal} brace and a lone } or {')
})

it('refuses a variable that does not exist and names the nearest one', () => {
  expect(() => render('{naem}')).toThrow('A prompt has no {naem}. Did you mean {name}?')
  expect(() => render('{csv.color}', { colour: 'red' })).toThrow('Did you mean {csv.colour}?')
})

it('never fills in what a value itself holds between braces', () => {
  expect(render('{csv.text}', { text: '{name}' })).toBe('{name}')
})
