import type { Bridge } from '../shared/ipc/contract.ts'

declare global {
  interface Window {
    /** Put there by the desktop host's preload; absent in a browser. */
    readonly lightbench?: Bridge<File>
  }
}
