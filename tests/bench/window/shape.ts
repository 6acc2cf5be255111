/** How large a grid is, and how large its cells are. */
export interface Shape {
  readonly width: number
  readonly height: number
  readonly columns: number
  readonly cell: number
  readonly rowHeight: number
}

/** The bare page with a grid of the same shape. */
export function bareGridAt(url: string, shape: Shape): string {
  const query = new URLSearchParams(Object.entries(shape).map(([key, value]) => [key, String(value)]))
  return `${url}grid?${query}`
}

/** Sent to the page alone. */
export function readShape(): Shape {
  const grid = document.querySelector('[role=grid]')
  const cells = [...(grid?.querySelectorAll('[role=gridcell]') ?? [])].map((cell) => cell.getBoundingClientRect())
  const columns = Number(grid?.ariaColCount)
  const [first, below] = [cells[0], cells[columns]]
  if (grid === null || first === undefined || below === undefined) throw new Error('The grid has no two rows.')
  const { clientWidth: width, clientHeight: height } = grid
  return { width, height, columns, cell: first.width, rowHeight: below.top - first.top }
}
