import { describe, expect, it } from 'vitest'
import { nameExample } from '../../../../../renderer/features/recipe/output/name-example.ts'

const values = {
  source: { name: 'IMG_1.jpg', folder: 'shoot/red' },
  model: 'runflow/reve/edit',
  count: 120,
  createdAt: new Date(2026, 2, 1, 14, 30, 5),
}

describe('the example of a name template', () => {
  it.each([
    ['{name}', 'IMG_1'],
    ['{folder}/{name}-{index}', 'red/IMG_1-001'],
    ['{date}_{model}', '2026-03-01_runflow-reve-edit'],
  ])('%s gives %s', (template, name) => expect(nameExample(template, values)).toBe(name))
})
