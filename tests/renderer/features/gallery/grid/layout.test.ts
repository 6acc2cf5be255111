import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellsIn, layOut, pageRows, thumbnailEdge } from '../../../../../renderer/features/gallery/grid/layout.ts'

const anyGrid = fc.record({
  width: fc.integer({ min: 100, max: 4_000 }),
  cellSize: fc.integer({ min: 96, max: 480 }),
  count: fc.integer({ min: 0, max: 100_000 }),
})

describe('the grid', () => {
  it('fills the width with columns of about the size asked for', () => {
    const { columns, cell, rows } = layOut({ width: 1_000, cellSize: 168, count: 100 })
    expect(columns).toBe(6)
    expect(cell).toBe(157)
    expect(rows).toBe(17)
  })

  it('has room for every entry, inside its width, and never grows taller than browsers draw', () => {
    fc.assert(
      fc.property(anyGrid, (grid) => {
        const layout = layOut(grid)
        expect(layout.columns * layout.rows).toBeGreaterThanOrEqual(grid.count)
        expect(layout.rows * layout.rowHeight).toBeLessThan(33_000_000)
        const right = layout.inset + layout.columns * (layout.cell + layout.gap) - layout.gap
        expect(right).toBeLessThanOrEqual(grid.width)
      }),
    )
  })

  it('knows which cells a rectangle touches', () => {
    const layout = layOut({ width: 376, cellSize: 112, count: 8 })
    expect(layout).toMatchObject({ columns: 3, rows: 3 })
    const { inset, cell, gap, rowHeight } = layout
    const inFirst = { left: inset + 5, top: gap + 5, right: inset + 6, bottom: gap + 6 }
    expect(cellsIn(layout, inFirst)).toEqual([0])
    expect(cellsIn(layout, { ...inFirst, right: inset + cell + gap + 1, bottom: rowHeight + gap + 1 })).toEqual([
      0, 1, 3, 4,
    ])
    expect(cellsIn(layout, { left: 0, top: 0, right: 10_000, bottom: 10_000 })).toHaveLength(8)
  })

  it('finds each cell at the place where it is drawn, and no other', () => {
    fc.assert(
      fc.property(anyGrid, fc.nat(), (grid, some) => {
        fc.pre(grid.count > 0)
        const layout = layOut(grid)
        const index = some % grid.count
        const { inset, cell, gap, rowHeight, columns } = layout
        const x = inset + (index % columns) * (cell + gap) + cell / 2
        const y = gap + Math.floor(index / columns) * rowHeight + cell / 2
        expect(cellsIn(layout, { left: x, right: x, top: y, bottom: y })).toEqual([index])
      }),
    )
  })

  it('asks for the large thumbnail where the small one would be drawn larger than it is', () => {
    expect(thumbnailEdge(168, 1)).toBe(256)
    expect(thumbnailEdge(168, 2)).toBe(512)
    expect(thumbnailEdge(300, 1)).toBe(512)
  })

  it('moves by at least one row at a time', () => {
    expect(pageRows(layOut({ width: 500, cellSize: 480, count: 3 }), 100)).toBe(1)
  })
})
