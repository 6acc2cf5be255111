import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold, naturalKey } from '../../../../renderer/features/gallery/entries/natural-order.ts'
import { isRecipeFile, recipeNameOf } from '../../../../renderer/features/recipe/saved/recipe-file.ts'
import { splitName } from '../../../../renderer/features/gallery/grid/split-name.ts'

function byKey(names: readonly string[]): readonly string[] {
  return names.toSorted((a, b) => (naturalKey(a) < naturalKey(b) ? -1 : 1))
}

function file(name: string, size = 100) {
  return { file: { name, size }, relativePath: name }
}

describe('a name in a caption', () => {
  it('keeps its end when it is long', () => {
    expect(splitName('a-very-long-name-of-a-picture-0042.jpg')).toEqual({
      head: 'a-very-long-name-of-a-pictur',
      tail: 'e-0042.jpg',
    })
    expect(splitName('short.jpg')).toEqual({ head: 'short.jpg', tail: '' })
  })

  it('is never cut through an emoji or an accent', () => {
    const { head, tail } = splitName('family picnic x👨‍👩‍👧‍👦cafe\u0301.jpg')
    expect(tail).toBe('x👨‍👩‍👧‍👦cafe\u0301.jpg')
    expect(head).toBe('family picnic ')
  })

  it('loses nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 220 }), (name) => {
        const { head, tail } = splitName(name)
        expect(head + tail).toBe(name)
      }),
    )
  })
})

describe('the order of names', () => {
  it('counts', () => {
    expect(byKey(['a10', 'a9', 'a010b', 'a1', 'a'])).toEqual(['a', 'a1', 'a9', 'a10', 'a010b'])
  })

  it('agrees with numbers of any length', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.bigInt({ min: 0n, max: 10n ** 30n }), (a, b) => {
        expect(naturalKey(`x${a}`) < naturalKey(`x${b}`)).toBe(a < b)
      }),
    )
  })

  it('does not tell apart what people do not', () => {
    expect(fold('CAFÉ')).toBe(fold('cafe\u0301'))
  })
})

describe('a dropped file', () => {
  it('is a recipe where it ends in .json and was dropped itself', () => {
    expect(isRecipeFile(file('Sky.JSON'))).toBe(true)
    expect(isRecipeFile(file('sky.jpg'))).toBe(false)
    expect(isRecipeFile({ ...file('package.json'), relativePath: 'shoot/package.json' })).toBe(false)
    expect(isRecipeFile(file('huge.json', 2_000_000))).toBe(false)
  })

  it('names the recipe', () => {
    expect(recipeNameOf('Sky at dusk.recipe.json')).toBe('Sky at dusk')
    expect(recipeNameOf('.json')).toBe('.json')
  })
})
