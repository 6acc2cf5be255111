import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { channelNames } from '../shared/ipc/channels.ts'
import type { Bridge, PageEvent, Requests } from '../shared/ipc/contract.ts'
import { droppedChannel, eventChannel, pictureOrigin } from './hosts/desktop/names.ts'

const bridge: Bridge<File> = {
  host: 'desktop',
  requests: Object.fromEntries(
    channelNames.map((channel) => [channel, (input?: unknown) => ipcRenderer.invoke(channel, input)]),
  ) as Requests, // One function for each channel; main checks what goes in, the contract says what comes out.
  onEvent: (listener) => {
    // The page gets the event alone: the first argument would hand it the sender.
    const forward = (_event: unknown, event: PageEvent): void => listener(event)
    ipcRenderer.on(eventChannel, forward)
    return () => {
      ipcRenderer.off(eventChannel, forward)
    }
  },
  addFiles: (files) =>
    ipcRenderer.invoke(
      droppedChannel,
      files.map(({ file }) => webUtils.getPathForFile(file)),
    ),
  pictureUrl: (picture, edge) => `${pictureOrigin}/${encodeURIComponent(picture)}?edge=${edge}`,
}

contextBridge.exposeInMainWorld('lightbench', bridge)
