import type { Bridge } from '../../shared/ipc/contract.ts'
import { openBrowserBridge } from './browser-bridge.ts'

/** What the host put into the page, or the bridge over loopback where it put nothing. */
export async function connect(): Promise<Bridge<File>> {
  return window.lightbench ?? openBrowserBridge()
}
