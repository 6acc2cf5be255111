import type { IpcMainInvokeEvent, WebContents } from 'electron'
import { pageOrigin } from './names.ts'

export type IsTrusted = (event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>) => boolean

/** Admits calls of the main frame of our own window, while it shows our own page, and nothing else. */
export function createSenderGuard(ownContents: () => WebContents | null): IsTrusted {
  return ({ sender, senderFrame }) => {
    const own = ownContents()
    if (own === null || sender !== own || own.isDestroyed()) return false
    if (senderFrame === null || isGone(senderFrame)) return false
    return isMainFrame(senderFrame, own) && showsOurPage(senderFrame)
  }
}

type Frame = NonNullable<IpcMainInvokeEvent['senderFrame']>

function isGone(frame: Frame): boolean {
  return frame.isDestroyed() || frame.detached
}

function isMainFrame(frame: Frame, { mainFrame }: WebContents): boolean {
  return frame.parent === null && frame.frameToken === mainFrame.frameToken && frame.processId === mainFrame.processId
}

/** The whole origin, never a beginning of it: `lightbench://app.example` is somebody else. */
function showsOurPage({ origin, url }: Frame): boolean {
  const shown = URL.parse(url)
  return origin === pageOrigin && shown !== null && `${shown.protocol}//${shown.host}` === pageOrigin
}
