import type { BrowserWindow } from 'electron'

export interface WindowHolder {
  /** null while there is no window, as on macOS after closing it. */
  current(): BrowserWindow | null
  /** Opens the window, or brings it to the front. */
  show(): void
}

export function createWindowHolder(open: () => BrowserWindow): WindowHolder {
  let window: BrowserWindow | null = null
  return { current, show }

  function current(): BrowserWindow | null {
    return window === null || window.isDestroyed() ? null : window
  }

  function show(): void {
    const shown = current()
    if (shown === null) {
      window = open()
      return
    }
    if (shown.isMinimized()) shown.restore()
    shown.show()
    shown.focus()
  }
}
