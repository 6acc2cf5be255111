import { EventEmitter } from 'node:events'
import type { BrowserWindowConstructorOptions } from 'electron'
import type { Bounds } from '../../electron/hosts/desktop/window-state.ts'

/** An event as Electron hands it out; `isPrevented` is what Electron itself would look at. */
export function preventable<T extends object>(details?: T) {
  const event = {
    isPrevented: false,
    preventDefault: () => {
      event.isPrevented = true
    },
    ...details,
  }
  return event as typeof event & T
}

export interface FakeFrame {
  origin: string
  url: string
  parent: FakeFrame | null
  frameToken: string
  processId: number
  detached: boolean
  isGone: boolean
  isDestroyed(): boolean
}

export function createFakeFrame(overrides: Partial<FakeFrame> = {}): FakeFrame {
  const frame: FakeFrame = {
    origin: 'lightbench://app',
    url: 'lightbench://app/',
    parent: null,
    frameToken: 'main',
    processId: 7,
    detached: false,
    isGone: false,
    isDestroyed: () => frame.isGone,
    ...overrides,
  }
  return frame
}

type WindowOpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' }

export class FakeWebContents extends EventEmitter {
  readonly mainFrame = createFakeFrame()
  readonly sent: { readonly channel: string; readonly payload: unknown }[] = []
  reloads = 0
  /** What a page comes to on paper. */
  printToPDF: () => Promise<Buffer> = () => Promise.resolve(Buffer.from('%PDF-fake'))
  isGone = false
  #openHandler: WindowOpenHandler = () => ({ action: 'allow' })

  isDestroyed(): boolean {
    return this.isGone
  }

  send(channel: string, payload: unknown): void {
    if (this.isGone) throw new Error('Object has been destroyed')
    this.sent.push({ channel, payload: structuredClone(payload) })
  }

  reload(): void {
    this.reloads += 1
    this.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#openHandler = handler
  }

  /** What the page's `window.open` comes to. */
  open(url: string): 'allow' | 'deny' {
    return this.#openHandler({ url }).action
  }

  /** Whether an event of this name goes through with nobody preventing it. */
  goesThrough(name: string, details: object = {}, ...more: unknown[]): boolean {
    const event = preventable(details)
    this.emit(name, event, ...more)
    return !event.isPrevented
  }
}

export class FakeWindow extends EventEmitter {
  readonly webContents = new FakeWebContents()
  readonly options: BrowserWindowConstructorOptions
  readonly loaded: string[] = []
  readonly progress: number[] = []
  /** What loading a page comes to. */
  loading: () => Promise<void> = () => Promise.resolve()
  background: string | undefined
  bounds: Bounds
  isShown = false
  isInFront = false
  isSmall = false
  isLarge = false
  isGone = false

  constructor(options: BrowserWindowConstructorOptions) {
    super()
    this.options = options
    const { x = 0, y = 0, width = 800, height = 600 } = options
    this.bounds = { x, y, width, height }
  }

  loadURL(url: string): Promise<void> {
    this.loaded.push(url)
    return this.loading()
  }

  show(): void {
    this.#alive()
    this.isShown = true
    this.isInFront = true
    this.emit('show')
  }

  hide(): void {
    this.#alive()
    this.isShown = false
    this.isInFront = false
  }

  focus(): void {
    this.#alive()
    this.isInFront = true
  }

  maximize(): void {
    this.isLarge = true
  }

  restore(): void {
    this.isSmall = false
  }

  setProgressBar(progress: number): void {
    this.#alive()
    this.progress.push(progress)
  }

  setBackgroundColor(colour: string): void {
    this.#alive()
    this.background = colour
  }

  /** As the button in the title bar: asks first, and is gone if nobody minds. */
  close(): boolean {
    const event = preventable()
    this.emit('close', event)
    if (event.isPrevented) return false
    this.isGone = true
    this.webContents.isGone = true
    this.emit('closed')
    return true
  }

  /** Asks nobody. */
  destroy(): void {
    this.isGone = true
    this.webContents.isGone = true
    this.emit('closed')
  }

  isDestroyed = (): boolean => this.isGone
  isVisible = (): boolean => this.isShown
  isFocused = (): boolean => this.isInFront
  isMinimized = (): boolean => this.isSmall
  isMaximized = (): boolean => this.isLarge
  getNormalBounds = (): Bounds => this.bounds

  /** Electron's own objects throw once they are gone, and so must this. */
  #alive(): void {
    if (this.isGone) throw new TypeError('Object has been destroyed')
  }
}
