import { describe, expect, it } from 'vitest'
import { fuzzyScore } from '../../../../renderer/app/commands/fuzzy.ts'

const best = (query: string, texts: readonly string[]): string | undefined =>
  texts
    .filter((text) => fuzzyScore(query, text) !== null)
    .toSorted((a, b) => (fuzzyScore(query, b) ?? 0) - (fuzzyScore(query, a) ?? 0))[0]

describe('fuzzy search', () => {
  it('finds words by their first letters', () => {
    expect(fuzzyScore('glt', 'Go to the light table')).not.toBeNull()
  })

  it('prefers words that begin with what was typed', () => {
    expect(best('re', ['Before and after', 'Reve edit'])).toBe('Reve edit')
  })

  it('takes words in any order', () => {
    expect(fuzzyScore('table light', 'Go to the light table')).not.toBeNull()
  })

  it('does not mind accents and capitals', () => {
    expect(fuzzyScore('uber', 'Übersicht')).not.toBeNull()
    expect(fuzzyScore('ÜBER', 'übersicht')).not.toBeNull()
  })

  it('finds nothing where letters are missing or strewn about', () => {
    expect(fuzzyScore('xyz', 'Go to the light table')).toBeNull()
    expect(fuzzyScore('oeab', 'Go to the light table')).toBeNull()
  })
})
