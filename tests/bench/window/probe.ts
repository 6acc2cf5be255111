// Runs inside the pages that are measured: each function is sent there alone, and may use nothing around it.

/** When things were there, in milliseconds since the navigation began; null before. */
export interface Sighting {
  allPicturesMs: number | null
  allRowsMs: number | null
}

declare global {
  interface Window {
    sighting?: Sighting
    frameMs?: number[]
    framesStop?: () => void
    missing?: { cells: number; pictures: number }
    isGridFilled?: (grid: Element) => boolean
    lastScrollMs?: number
    keyMs?: number[]
    pressedMs?: number
    answeredMs?: number | null
  }
}

/** Notes at each frame whether all cells in sight show their picture, and whether the grid knows all rows. */
export function watchGrid(count: number): void {
  const sighting: Sighting = { allPicturesMs: null, allRowsMs: null }
  window.sighting = sighting
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- It has to go along.
  const isFilled = (grid: Element): boolean => {
    const { top, bottom } = grid.getBoundingClientRect()
    const cells = [...grid.querySelectorAll('[role=gridcell]')].map((cell) => ({
      box: cell.getBoundingClientRect(),
      picture: cell.querySelector('img'),
    }))
    const inSight = cells.filter(({ box }) => box.bottom > top && box.top < bottom)
    const isWhole = inSight.some(({ box }) => box.bottom >= bottom - 8)
    return isWhole && inSight.every(({ picture }) => picture?.complete === true && picture.naturalWidth > 0)
  }
  window.isGridFilled = isFilled
  const look = (): void => {
    const grid = document.querySelector('[role=grid]')
    if (grid !== null) {
      const rows = Math.ceil(count / Number(grid.ariaColCount))
      if (Number(grid.ariaRowCount) === rows) sighting.allRowsMs ??= performance.now()
      if (sighting.allPicturesMs === null && isFilled(grid)) sighting.allPicturesMs = performance.now()
    }
    if (sighting.allPicturesMs === null || sighting.allRowsMs === null) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** Notes how long each frame takes, and ten times a second how many cells in sight have no picture yet. */
export function startFrames(): void {
  const frameMs: number[] = []
  const missing = { cells: 0, pictures: 0 }
  let last: number | null = null
  let isStopped = false
  const onFrame = (nowMs: number): void => {
    if (last !== null) frameMs.push(nowMs - last)
    last = nowMs
    if (!isStopped) requestAnimationFrame(onFrame)
  }
  requestAnimationFrame(onFrame)
  const grid = document.querySelector('[role=grid]')
  grid?.addEventListener('scroll', ({ timeStamp }) => (window.lastScrollMs = timeStamp), { passive: true })
  const timer = setInterval(() => {
    const { top, bottom } = grid?.getBoundingClientRect() ?? { top: 0, bottom: 0 }
    for (const cell of grid?.querySelectorAll('[role=gridcell]') ?? []) {
      const box = cell.getBoundingClientRect()
      if (box.bottom <= top || box.top >= bottom) continue
      missing.cells += 1
      if (cell.querySelector('img')?.complete !== true) missing.pictures += 1
    }
  }, 100)
  window.frameMs = frameMs
  window.missing = missing
  window.framesStop = () => {
    isStopped = true
    clearInterval(timer)
  }
}

/** How long after the last scroll all cells in sight had their picture. */
export function untilSettled(): Promise<number> {
  const quietMs = 300
  return new Promise((resolve) => {
    let scrolledMs = 0
    let filledMs: number | null = null
    const look = (): void => {
      const grid = document.querySelector('[role=grid]')
      const lastMs = window.lastScrollMs ?? 0
      if (lastMs !== scrolledMs) filledMs = null
      scrolledMs = lastMs
      if (grid !== null && window.isGridFilled?.(grid) === true) filledMs ??= performance.now()
      if (filledMs === null || performance.now() - scrolledMs < quietMs) requestAnimationFrame(look)
      else resolve(Math.max(0, filledMs - scrolledMs))
    }
    look()
  })
}

/** Notes for each key how long it takes from the press to the frame that shows what was typed. */
export function watchKeys(): void {
  const keyMs: number[] = []
  window.keyMs = keyMs
  let pressedMs = 0
  const onInput = (): void => {
    const startedMs = pressedMs
    requestAnimationFrame(() => {
      // A message that is sent within a frame comes when the frame is done.
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', () => keyMs.push(performance.now() - startedMs))
      port1.start()
      port2.postMessage(null)
    })
  }
  document.addEventListener('keydown', ({ timeStamp }) => (pressedMs = timeStamp), { capture: true })
  document.addEventListener('input', onInput, { capture: true })
}

/** Notes when the pointer was pressed or something was typed last. */
export function watchPresses(): void {
  for (const type of ['input', 'pointerdown']) {
    document.addEventListener(type, ({ timeStamp }) => (window.pressedMs = timeStamp), { capture: true })
  }
}

/** Notes at which frame the history says that it found so many results, and shows the first screen of them. */
export function watchAnswer(found: string): void {
  window.answeredMs = null
  const look = (): void => {
    const text = document.querySelector('.found-bar__count [role=status]')?.textContent ?? ''
    const grid = document.querySelector('[role=grid]')
    if (text.startsWith(found) && grid !== null && window.isGridFilled?.(grid) === true)
      window.answeredMs = performance.now()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
