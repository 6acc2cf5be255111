import type { BatchRow } from '../../shared/ipc/rows.ts'
import type { PageEvent } from '../../shared/ipc/contract.ts'
import type { Dispatch } from '../ipc/dispatch.ts'

/** A picture as a file that is ready to be sent to the page. */
export interface PictureFile {
  readonly path: string
  readonly mimeType: string
  /** The picture's own file cannot be had: this is the thumbnail that is kept of it, maybe smaller than asked for. */
  readonly isKept?: boolean
}

/** How far everything that runs is; for the dock, the taskbar and the question before closing. */
export interface Activity {
  readonly running: readonly BatchRow[]
  /** 0 to 1 over all that runs, null while nothing does. */
  readonly progress: number | null
}

/** Everything behind one open window, whichever host shows it. There is one for each process. */
export interface Desk {
  readonly dispatch: Dispatch
  onEvent(listener: (event: PageEvent) => void): () => void
  /** Told when something starts, moves or ends; at most ten times a second, and always once more at the end. */
  onActivity(listener: (activity: Activity) => void): () => void
  /** Adds dropped, opened or received files and folders to the light table. Empty and relative paths are refused. */
  addPaths(paths: readonly string[]): void
  /** Says how far files on their way from a browser are, null when they are all there. */
  receiving(received: { readonly files: number; readonly of: number; readonly bytes: number } | null): void
  /**
   * Adds what came by way of a browser, however much it is: the page has asked. `cutOff` says how much that is where not
   * all of it came. What is added so is on the table before `leave` resolves.
   */
  addReceived(paths: readonly string[], cutOff: { readonly files: number; readonly of: number } | null): void
  /** Where the folders of `makeImportFolder` are; it may not be there yet. */
  readonly importsFolder: string
  /** A new, empty folder below the library for files that come by way of a browser. */
  makeImportFolder(): Promise<string>
  /**
   * The file to show for a picture id: an upright picture of at most `edge` pixels. Throws `invalid-request` for an id
   * that was not given out and `picture-*` or `file-*` codes for a file that cannot be shown. An aborted request that
   * waits for its turn is forgotten.
   */
  picture(id: string, request: { readonly edge: number; readonly signal: AbortSignal }): Promise<PictureFile>
  /** Continues what was running when the last process ended. Resolves at once. */
  begin(): void
  /**
   * Leaves: nothing more is sent, what is under way is journalled, and the next start continues with it. Resolves when
   * the process may end.
   */
  leave(): Promise<void>
}

/** What the desk asks of the host that shows it. */
export interface DeskHost {
  readonly kind: 'desktop' | 'browser'
  /** Paths of chosen files or one folder; empty where the dialog was closed. Throws `invalid-request` without dialogs. */
  chooseSources(kind: 'files' | 'folder'): Promise<readonly string[]>
  chooseFolder(): Promise<string | null>
  /** Where a new file shall be; null where the dialog was closed. Throws `invalid-request` without dialogs. */
  chooseFile(suggestedName: string): Promise<string | null>
  /** Offers to save a text; `text` where the page has to do it. */
  saveText(fileName: string, text: string): Promise<'written' | 'dismissed' | 'text'>
  openFile(path: string): Promise<void>
  revealFile(path: string): Promise<void>
  /** Moves a file to the system's bin. Throws `bin-refused`; a file that is still in its place was not moved then. */
  moveToBin(path: string): Promise<void>
  /** Only called with links of the list of known hosts. */
  openLink(url: string): Promise<void>
}
