import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  click,
  createKeyOrder,
  findByTyping,
  keepShown,
  moveIndex,
  moveTo,
  neighbourOf,
  nothingSelected,
  selectAll,
  selectCovered,
  selectNone,
  type MoveKey,
} from '../../../../../renderer/features/gallery/entries/selection.ts'

const letters = createKeyOrder(['a', 'b', 'c', 'd', 'e', 'f', 'g'])
const plain = { order: letters, toggles: false, extends: false }
const atC = click(nothingSelected, { ...plain, key: 'c' })

describe('a click', () => {
  it('selects one entry and forgets the rest', () => {
    const both = click(atC, { ...plain, key: 'e', toggles: true })
    expect(click(both, { ...plain, key: 'a' })).toEqual({ selected: new Set('a'), anchor: 'a', current: 'a' })
  })

  it('with Ctrl adds an entry and takes it away again', () => {
    const both = click(atC, { ...plain, key: 'e', toggles: true })
    expect([...both.selected]).toEqual(['c', 'e'])
    expect([...click(both, { ...plain, key: 'e', toggles: true }).selected]).toEqual(['c'])
  })

  it('with Shift selects from the anchor on, in both directions, and turns around it', () => {
    const right = click(atC, { ...plain, key: 'f', extends: true })
    expect([...right.selected]).toEqual(['c', 'd', 'e', 'f'])
    expect([...click(right, { ...plain, key: 'a', extends: true }).selected]).toEqual(['a', 'b', 'c'])
  })

  it('with Ctrl and Shift adds a range to what is selected', () => {
    const apart = click(atC, { ...plain, key: 'f', toggles: true })
    const more = click(apart, { ...plain, key: 'g', toggles: true, extends: true })
    expect([...more.selected]).toEqual(['c', 'f', 'g'])
  })

  it('with Shift selects one entry where the anchor is not shown any more', () => {
    const gone = { selected: new Set('x'), anchor: 'x', current: 'x' }
    expect([...click(gone, { ...plain, key: 'd', extends: true }).selected]).toEqual(['d'])
  })

  it('on what is not shown changes nothing', () => {
    expect(click(atC, { ...plain, key: 'x' })).toBe(atC)
  })
})

describe('a key', () => {
  const shape = { columns: 3, pageRows: 2, count: 7 }

  it.each<[number, MoveKey, number]>([
    [0, 'ArrowRight', 1],
    [6, 'ArrowRight', 6],
    [0, 'ArrowLeft', 0],
    [1, 'ArrowDown', 4],
    [4, 'ArrowDown', 6],
    [6, 'ArrowDown', 6],
    [4, 'ArrowUp', 1],
    [1, 'ArrowUp', 1],
    [0, 'PageDown', 6],
    [6, 'PageUp', 0],
    [3, 'Home', 0],
    [3, 'End', 6],
    [-1, 'ArrowDown', 0],
    [-1, 'End', 6],
  ])('leads from %i by %s to %i in three columns', (from, key, to) => {
    expect(moveIndex(from, key, shape)).toBe(to)
  })

  it('leads nowhere in an empty grid', () => {
    expect(moveIndex(-1, 'Home', { ...shape, count: 0 })).toBe(-1)
  })

  it('with Shift extends, with Ctrl moves without selecting', () => {
    const extended = moveTo(atC, { order: letters, index: 4, extends: true, keeps: false })
    expect([...extended.selected]).toEqual(['c', 'd', 'e'])
    const moved = moveTo(extended, { order: letters, index: 0, extends: false, keeps: true })
    expect(moved).toEqual({ ...extended, current: 'a' })
  })
})

describe('the rest of selecting', () => {
  it('selects all and nothing, and leaves the keyboard where it is', () => {
    const all = selectAll(atC, letters)
    expect(all.selected.size).toBe(7)
    expect(selectNone(all)).toEqual({ selected: new Set(), anchor: null, current: 'c' })
  })

  it('forgets what a filter hides', () => {
    const some = { selected: new Set(['a', 'b']), anchor: 'a', current: 'b' }
    expect(keepShown(some, createKeyOrder(['b', 'c']))).toEqual({ selected: new Set('b'), anchor: null, current: 'b' })
    expect(keepShown(some, letters)).toBe(some)
  })

  it('covers what a rubber band touches, beside what was selected before where that is kept', () => {
    expect([...selectCovered(atC, { order: letters, indices: [0, 1], keeps: false }).selected]).toEqual(['a', 'b'])
    expect([...selectCovered(atC, { order: letters, indices: [0], keeps: true }).selected]).toEqual(['c', 'a'])
  })

  it('goes on after what was removed, or before it at the end', () => {
    expect(neighbourOf(letters, new Set(['b', 'c']))).toBe('d')
    expect(neighbourOf(letters, new Set(['f', 'g']))).toBe('e')
    expect(neighbourOf(letters, new Set(letters.keys))).toBe(null)
  })
})

describe('typing', () => {
  const names = ['alpha', 'beach', 'bear', 'cat', 'beat']

  it('finds the next name that begins with it, and goes round', () => {
    expect(findByTyping(names, { text: 'c', from: 0 })).toBe(3)
    expect(findByTyping(names, { text: 'a', from: 3 })).toBe(0)
  })

  it('stays at a name that still begins with it as more is typed', () => {
    expect(findByTyping(names, { text: 'bea', from: 1 })).toBe(1)
    expect(findByTyping(names, { text: 'bear', from: 1 })).toBe(2)
  })

  it('steps through the names when one letter is repeated', () => {
    expect(findByTyping(names, { text: 'bb', from: 1 })).toBe(2)
    expect(findByTyping(names, { text: 'bbb', from: 4 })).toBe(1)
  })

  it('finds nothing where nothing begins with it', () => {
    expect(findByTyping(names, { text: 'x', from: 0 })).toBe(-1)
    expect(findByTyping([], { text: 'x', from: -1 })).toBe(-1)
  })
})

const moves = [
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'PageUp',
  'PageDown',
] as const satisfies readonly MoveKey[]

describe('selecting, whatever is pressed', () => {
  const order = createKeyOrder(Array.from({ length: 23 }, (_, at) => `key-${at}`))
  const anyStep = fc.oneof(
    fc.record({
      kind: fc.constant('click' as const),
      at: fc.nat(22),
      toggles: fc.boolean(),
      extends: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('move' as const),
      key: fc.constantFrom(...moves),
      columns: fc.integer({ min: 1, max: 9 }),
      extends: fc.boolean(),
      keeps: fc.boolean(),
    }),
  )

  it('never selects what is not there, and always has a current entry that is', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { minLength: 1, maxLength: 30 }), (steps) => {
        let state = nothingSelected
        for (const step of steps) {
          if (step.kind === 'click') state = click(state, { ...step, order, key: order.keys[step.at]! })
          else {
            const shape = { columns: step.columns, pageRows: 2, count: order.keys.length }
            const index = moveIndex(order.indexOf(state.current), step.key, shape)
            state = moveTo(state, { order, index, extends: step.extends, keeps: step.keeps })
          }
          expect(order.indexOf(state.current)).not.toBe(-1)
          for (const key of state.selected) expect(order.indexOf(key)).not.toBe(-1)
        }
      }),
    )
  })

  it('with Shift selects one piece without holes that holds anchor and current entry', () => {
    fc.assert(
      fc.property(fc.nat(22), fc.nat(22), (from, to) => {
        const first = click(nothingSelected, { order, key: order.keys[from]!, toggles: false, extends: false })
        const { selected } = click(first, { order, key: order.keys[to]!, toggles: false, extends: true })
        const indices = [...selected].map((key) => order.indexOf(key)).sort((a, b) => a - b)
        expect(indices).toEqual(Array.from({ length: Math.abs(from - to) + 1 }, (_, step) => Math.min(from, to) + step))
      }),
    )
  })
})
