import type { WebContents } from 'electron'
import type { EventName } from '../../../shared/ipc/channels.ts'
import type { PageEvent } from '../../../shared/ipc/contract.ts'
import { eventChannel } from './names.ts'

/** Hands an event to the page, if there is one. */
export type SendEvent = (event: PageEvent) => void

interface EventTarget {
  isDestroyed(): boolean
  readonly webContents: Pick<WebContents, 'isDestroyed'> & { send(channel: string, event: PageEvent): void }
}

export interface PageLine {
  readonly send: SendEvent
  /** The page of the window listens from now on. */
  listens(): void
  /** Notices when a page goes that was listening. */
  follow(contents: WebContents): void
}

/** Said once and to be read nowhere else; everything else a page asks for by itself when it begins. */
const held: ReadonlySet<EventName> = new Set<EventName>(['command', 'show-batch', 'notice'])
/** Nobody waits for more of them. */
const mostHeld = 20

/** The way to the page. What is said while no page listens, as before a window is open, waits for the next one. */
export function createPageLine(window: () => EventTarget | null): PageLine {
  let listener: object | null = null
  const waiting: PageEvent[] = []
  return {
    send,
    listens: () => {
      listener = contentsOf(window)
      for (const event of waiting.splice(0)) send(event)
    },
    follow: (contents) => {
      const goes = (): void => {
        if (listener === contents) listener = null
      }
      contents.on('render-process-gone', goes)
      contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
        if (isMainFrame && !isSameDocument) goes()
      })
    },
  }

  function send(event: PageEvent): void {
    const contents = contentsOf(window)
    if (!held.has(event.name) || (contents !== null && contents === listener)) {
      contents?.send(eventChannel, event)
      return
    }
    waiting.push(event)
    if (waiting.length > mostHeld) waiting.shift()
  }
}

function contentsOf(window: () => EventTarget | null): EventTarget['webContents'] | null {
  const target = window()
  return target === null || target.isDestroyed() || target.webContents.isDestroyed() ? null : target.webContents
}
