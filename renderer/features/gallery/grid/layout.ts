/** Where cells lie in the grid, in CSS pixels; everything is worked out, nothing is measured. */
export interface GridLayout {
  /** Of the whole grid; 0 before it is known, and then nothing else here means anything. */
  readonly width: number
  /** Of all rows. */
  readonly height: number
  readonly count: number
  readonly columns: number
  readonly rows: number
  /** Edge of a picture's box. */
  readonly cell: number
  /** Between cells, and between cells and the edge. */
  readonly gap: number
  /** From one row to the next. */
  readonly rowHeight: number
  readonly captionHeight: number
  /** Free space before the first column, so that the columns stand in the middle. */
  readonly inset: number
}

export interface Rectangle {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

const gap = 8
const captionHeight = 36
/** Browsers draw nothing beyond about 33 million pixels. */
const tallest = 30_000_000

/**
 * As many columns as make cells of about the size asked for and fill the row. So many pictures that the list
 * would be taller than browsers can draw make the cells smaller instead.
 */
export function layOut({ width, cellSize, count }: { width: number; cellSize: number; count: number }): GridLayout {
  const fitting = Math.max(1, Math.round((width - gap) / (cellSize + gap)))
  let layout = withColumns(fitting, { width, cellSize, count })
  for (let columns = fitting + 1; layout.height > tallest; columns += 1) {
    layout = withColumns(columns, { width, cellSize, count })
  }
  return layout
}

function withColumns(
  columns: number,
  { width, cellSize, count }: { width: number; cellSize: number; count: number },
): GridLayout {
  const room = Math.floor((width - gap) / columns) - gap
  const cell = Math.max(24, Math.min(room, Math.floor(cellSize * 1.5)))
  const rows = Math.ceil(count / columns)
  const rowHeight = cell + captionHeight + gap
  return {
    width,
    height: rows * rowHeight + gap,
    count,
    columns,
    rows,
    cell,
    gap,
    rowHeight,
    captionHeight,
    inset: Math.max(gap, Math.floor((width - columns * (cell + gap) + gap) / 2)),
  }
}

/** Where a row begins. */
export function rowTop({ gap, rowHeight }: GridLayout, row: number): number {
  return gap + row * rowHeight
}

/** Indices of the cells a rectangle touches, row by row. */
export function cellsIn(layout: GridLayout, { left, top, right, bottom }: Rectangle): readonly number[] {
  const { columns, rows, cell, gap, rowHeight, inset, count } = layout
  const pitch = cell + gap
  const firstColumn = Math.max(0, Math.ceil((left - inset - cell) / pitch))
  const lastColumn = Math.min(columns - 1, Math.floor((right - inset) / pitch))
  const firstRow = Math.max(0, Math.ceil((top - rowHeight) / rowHeight))
  const lastRow = Math.min(rows - 1, Math.floor((bottom - gap) / rowHeight))
  const indices: number[] = []
  for (let row = firstRow; row <= lastRow; row += 1) {
    for (let column = firstColumn; column <= lastColumn; column += 1) {
      const index = row * columns + column
      if (index < count) indices.push(index)
    }
  }
  return indices
}

/** How many whole rows a window shows: what Page Up and Page Down move by. */
export function pageRows({ rowHeight }: GridLayout, windowHeight: number): number {
  return Math.max(1, Math.floor(windowHeight / rowHeight))
}

/** The size of thumbnail to ask for: the smaller of the two that is not drawn larger than it is. */
export function thumbnailEdge(cell: number, pixelRatio: number): 256 | 512 {
  return cell * Math.min(pixelRatio, 2) <= 288 && cell <= 256 ? 256 : 512
}
