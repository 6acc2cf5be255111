import type { App, Session, WebContents } from 'electron'
import { pageOrigin, pageUrl } from './names.ts'

/** What the page may do beyond showing itself: copy a text, after a click. Everything else is denied. */
const allowedPermissions: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])
/** Whatever the page's policy may miss: these never leave the machine by way of the page. */
export const networkAddresses: readonly string[] = [
  'http://*/*',
  'https://*/*',
  'ws://*/*',
  'wss://*/*',
  'ftp://*/*',
  'file:///*',
]

export type GuardedSession = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setSpellCheckerEnabled'
  | 'webRequest'
  | 'on'
>

/** Denies permissions, devices, screens, downloads and the network to every page of a session. */
export function guardSession(session: GuardedSession): void {
  session.setPermissionRequestHandler((...[, permission, answer, details]) => {
    answer(isAllowed(permission, details.requestingUrl, details.isMainFrame))
  })
  session.setPermissionCheckHandler((...[, permission, origin, details]) =>
    isAllowed(permission, origin, details.isMainFrame),
  )
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null))
  // It would fetch its dictionaries from the network.
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest({ urls: [...networkAddresses] }, (_request, answer) => answer({ cancel: true }))
  session.on('will-download', (event) => event.preventDefault())
  session.on('select-hid-device', (event, _details, choose) => {
    event.preventDefault()
    choose(null)
  })
  session.on('select-serial-port', (...[event, , , choose]) => {
    event.preventDefault()
    choose('')
  })
  session.on('select-usb-device', (event, _details, choose) => {
    event.preventDefault()
    choose()
  })
}

/** Keeps every page there will ever be on our page: no other address, window, frame, web view or device. */
export function guardContents(app: Pick<App, 'on'>): void {
  app.on('web-contents-created', (_event, contents) => guard(contents))
  app.on('login', (...[event, , , , answer]) => {
    event.preventDefault()
    answer()
  })
}

function guard(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', (event) => {
    if (!isReload(event.url, event.isMainFrame)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!isReload(event.url, event.isMainFrame)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault()
    choose('')
  })
}

/** A page that starts itself anew stays where it is. */
function isReload(url: string, isMainFrame: boolean): boolean {
  return isMainFrame && url === pageUrl
}

function isAllowed(permission: string, from: string | undefined, isMainFrame: boolean): boolean {
  return allowedPermissions.has(permission) && isMainFrame && from !== undefined && isOurs(from)
}

/** Origins come with and without the slash at their end, depending on who asks. */
function isOurs(address: string): boolean {
  return address === pageOrigin || address === pageUrl
}
