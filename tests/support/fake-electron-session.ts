import { EventEmitter } from 'node:events'
import { preventable } from './fake-electron-window.ts'

export interface PermissionDetails {
  readonly requestingUrl: string
  readonly isMainFrame: boolean
}

type Granted = (isGranted: boolean) => void
type RequestHandler = (
  ...call: [contents: unknown, permission: string, answer: Granted, details: PermissionDetails]
) => void
type CheckHandler = (
  ...call: [contents: unknown, permission: string, origin: string, details: PermissionDetails]
) => boolean
type BeforeRequest = (request: { url: string }, answer: (decision: { cancel?: boolean }) => void) => void

/** A session that grants everything until it is told otherwise, as Electron's does. */
export function createFakeSession() {
  const handlers = {
    request: ((_contents, _permission, answer) => answer(true)) as RequestHandler,
    check: (() => true) as CheckHandler,
    device: () => true,
    display: (_request: unknown, answer: (streams: unknown) => void) => answer('everything'),
    beforeRequest: { urls: [] as readonly string[], listener: ((_request, answer) => answer({})) as BeforeRequest },
    hasSpellChecker: true,
  }
  const events: EventEmitter = new EventEmitter()
  const session = {
    on: (name: string, listener: (...args: unknown[]) => void) => events.on(name, listener),
    emit: (name: string, ...args: unknown[]) => events.emit(name, ...args),
    setPermissionRequestHandler: (handler: RequestHandler) => void (handlers.request = handler),
    setPermissionCheckHandler: (handler: CheckHandler) => void (handlers.check = handler),
    setDevicePermissionHandler: (handler: () => boolean) => void (handlers.device = handler),
    setDisplayMediaRequestHandler: (handler: typeof handlers.display) => void (handlers.display = handler),
    setSpellCheckerEnabled: (isOn: boolean) => void (handlers.hasSpellChecker = isOn),
    webRequest: {
      onBeforeRequest: ({ urls }: { urls: readonly string[] }, listener: BeforeRequest) => {
        handlers.beforeRequest = { urls, listener }
      },
    },
  }
  return {
    session,
    handlers,
    asks: (permission: string, details: PermissionDetails): boolean => {
      let isGranted = true
      handlers.request(null, permission, (answer) => (isGranted = answer), details)
      return isGranted
    },
    checks: (permission: string, details: PermissionDetails): boolean =>
      handlers.check(null, permission, details.requestingUrl, details),
    loads: (url: string): boolean => {
      const isMatched = handlers.beforeRequest.urls.some((pattern) => url.startsWith(pattern.replace(/\*.*$/, '')))
      let isCancelled = false
      if (isMatched) handlers.beforeRequest.listener({ url }, ({ cancel }) => (isCancelled = cancel === true))
      return !isCancelled
    },
    /** Whether an event goes through, and what was chosen for the page. */
    chooses: (
      name: string,
      between: readonly unknown[],
    ): { readonly isPrevented: boolean; readonly chosen: unknown } => {
      const event = preventable()
      let chosen: unknown = 'nothing was chosen'
      session.emit(name, event, ...between, (choice?: unknown) => (chosen = choice ?? null))
      return { isPrevented: event.isPrevented, chosen }
    },
  }
}
