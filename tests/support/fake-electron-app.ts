import { EventEmitter } from 'node:events'
import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { MenuItemConstructorOptions } from 'electron'
import { type FakeWindow, preventable } from './fake-electron-window.ts'

export interface FakeAppOptions {
  readonly isPackaged: boolean
  /** Null where nobody can have it, for which Electron says the same as for somebody else's. */
  readonly hasLock: boolean | null
  /** Switches of the command line, without dashes. */
  readonly switches: readonly string[]
  readonly appData: string
  readonly locale: string
  readonly platform: NodeJS.Platform
  /** Everything that was called, in order. */
  readonly calls: string[]
  readonly windows: () => readonly FakeWindow[]
}

/** Electron's `app`: ready when told, and it quits as the real one does: asking first, closing windows, then going. */
export class FakeApp extends EventEmitter {
  readonly isPackaged: boolean
  readonly paths: Record<string, string> = {}
  readonly dock: FakeDock | undefined
  lockData: unknown
  isReadyNow = false
  /** The arguments of every start that is to come after this one. */
  readonly relaunches: (readonly string[])[] = []
  isLocked = false
  exitCode: number | null = null
  hasQuit = false
  readonly #options: FakeAppOptions
  readonly #ready = Promise.withResolvers<void>()

  constructor(options: FakeAppOptions) {
    super()
    this.#options = options
    this.isPackaged = options.isPackaged
    this.dock = options.platform === 'darwin' ? new FakeDock() : undefined
  }

  whenReady(): Promise<void> {
    this.#options.calls.push('app.whenReady')
    return this.#ready.promise
  }

  becomeReady(): void {
    this.isReadyNow = true
    this.#options.calls.push('ready')
    this.#ready.resolve()
  }

  setPath(name: string, path: string): void {
    this.#options.calls.push('app.setPath')
    this.paths[name] = path
  }

  requestSingleInstanceLock(data: unknown): boolean {
    this.#options.calls.push('app.requestSingleInstanceLock')
    this.lockData = data
    const { hasLock } = this.#options
    // What whoever has it leaves there.
    const link = join(this.paths['userData']!, 'SingletonLock')
    rmSync(link, { force: true })
    if (hasLock !== null) symlinkSync('host-1', link)
    this.isLocked = hasLock === true
    return this.isLocked
  }

  releaseSingleInstanceLock(): void {
    this.isLocked = false
  }

  getPath(name: string): string {
    if (name === 'appData') return this.#options.appData
    throw new Error(`Failed to get '${name}' path`)
  }

  readonly commandLine = { hasSwitch: (name: string): boolean => this.#options.switches.includes(name) }

  enableSandbox(): void {
    if (this.isReadyNow) throw new Error('app.enableSandbox() can only be called before app is ready')
    this.#options.calls.push('app.enableSandbox')
  }

  getLocale = (): string => this.#options.locale
  setAppUserModelId = (): void => undefined
  setAboutPanelOptions = (): void => undefined

  relaunch({ args }: { readonly args: readonly string[] }): void {
    this.relaunches.push(args)
  }

  exit(code: number): void {
    this.exitCode = code
    this.hasQuit = true
    this.emit('exited')
  }

  quit(): void {
    this.#options.calls.push('app.quit')
    const event = preventable()
    this.emit('before-quit', event)
    if (event.isPrevented) return
    for (const window of this.#options.windows()) if (!window.isGone && !window.close()) return
    this.hasQuit = true
    this.emit('exited')
  }
}

export class FakeDock {
  readonly badges: string[] = []
  menu: FakeMenu | null = null

  setBadge(text: string): void {
    this.badges.push(text)
  }

  setMenu(menu: FakeMenu): void {
    this.menu = menu
  }
}

export interface FakeMenu {
  readonly template: readonly MenuItemConstructorOptions[]
}
