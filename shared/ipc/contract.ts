import type { Failure } from '../errors.ts'
import type { Result } from '../result.ts'
import type { CareOutputs } from './care-rows.ts'
import type { CheckOutputs, RepairState, VerifyState } from './check-rows.ts'
import type { ChannelName, EventName } from './channels.ts'
import type { HistoryOutputs } from './history-rows.ts'
import type { Inputs } from './inputs.ts'
import type { ReportOutputs, ReportState } from './report-rows.ts'
import type {
  BatchDetails,
  BatchRow,
  FolderView,
  IntakeState,
  ItemDetails,
  ItemRow,
  PictureId,
  PlanProgressView,
  PlanView,
  RecipeRow,
  ReferenceView,
  SourceDetails,
  SourceRow,
} from './rows.ts'
import type { BalanceView, KeysView, SpendView } from './service-rows.ts'
import type { ReconcileState, SpendOutputs } from './spend-rows.ts'
import type { SettingsView } from './settings-view.ts'

export interface AppView {
  readonly version: string
  /** The browser host has no dialogs of its own: there folders are typed and files come by way of the page. */
  readonly host: 'desktop' | 'browser'
  readonly platform: 'windows' | 'macos' | 'linux'
  /** Another process has the library's lease; batches wait for it. */
  readonly busyElsewhere: string | null
}

/** What each channel answers. No channel ever returns a key. */
export interface Outputs extends HistoryOutputs, CheckOutputs, ReportOutputs, SpendOutputs, CareOutputs {
  'app:read': AppView
  'page:read': Readonly<Partial<Record<'recipe' | 'layout' | 'selection', string>>>
  'page:write': void
  'intake:read': IntakeState
  /** Resolves when the choice is made; adding goes on and is told by events. */
  'intake:choose': void
  'intake:add-typed': void
  /** Folders and pictures whose path begins with the text, at most 20, folders with a separator at the end. */
  'intake:complete': readonly string[]
  'intake:samples': void
  'intake:confirm': void
  'intake:stop': void
  /** By id, ascending. */
  'sources:list': { readonly rows: readonly SourceRow[]; readonly total: number }
  'sources:details': SourceDetails
  /** `undo` is what `sources:restore` takes. */
  'sources:remove': { readonly removed: number; readonly undo: string }
  'sources:restore': void
  /** null where the dialog was closed without a choice. */
  'folders:choose': FolderView | null
  'folders:typed': FolderView
  'folders:check': void
  /** Where the results of a selection go when nothing else is said, as text to read. */
  'folders:default': string
  'recipes:list': readonly RecipeRow[]
  'recipes:save': RecipeRow
  'recipes:remove': void
  'recipes:restore': void
  /** The desktop host writes the file itself; in the browser the page offers it. */
  'recipes:export':
    | { readonly kind: 'written' | 'dismissed' }
    | { readonly kind: 'text'; readonly fileName: string; readonly text: string }
  'recipes:import': RecipeRow
  'references:add': ReferenceView
  'references:renew': readonly ReferenceView[]
  'plan:make': PlanView
  'plan:cancel': void
  /** A second call for the same plan answers with the batch of the first. */
  'plan:run': { readonly batchId: string }
  /** Newest first. */
  'batches:list': { readonly rows: readonly BatchRow[]; readonly total: number }
  'batches:read': BatchDetails
  /** By position, ascending. */
  'batches:items': readonly ItemRow[]
  'batches:pause': void
  'batches:resume': void
  'batches:cancel': void
  /** How many items it moved. */
  'batches:retry': number
  'batches:resolve': number
  'batches:set-cap': void
  'batches:set-folder': void
  'items:read': ItemDetails
  'outputs:open': void
  'outputs:reveal': void
  'keys:read': KeysView
  /** Tried at the service before it is kept; a key the service refuses is not kept. */
  'keys:save': BalanceView
  'keys:test': BalanceView
  'keys:remove': void
  'balance:read': BalanceView
  'settings:read': SettingsView
  'settings:write': SettingsView
  'spend:read': SpendView
  'diagnostics:read': string
  'links:open': void
}

export type Input<C extends ChannelName> = Inputs[C]
export type Output<C extends ChannelName> = Outputs[C]
export type Reply<C extends ChannelName> = Result<Output<C>, Failure>

/** One function for each channel, never a generic `send`. */
export type Requests = {
  readonly [C in ChannelName]: (...input: Input<C> extends undefined ? [] : [input: Input<C>]) => Promise<Reply<C>>
}

/** Commands of the native menu and of a second start, done by the page. */
export const commandNames = [
  'add-files',
  'add-folder',
  'add-samples',
  'settings',
  'toggle-practice',
  'undo',
  'select-all',
  'select-none',
  'remove-sources',
  'search',
  'view-grid',
  'view-loupe',
  'view-compare',
  'zoom-in',
  'zoom-out',
  'toggle-sidebar',
  'toggle-recipe',
  'show-table',
  'show-latest-batch',
  'show-history',
  'try',
  'run',
  'pause',
  'retry-failed',
  'palette',
  'shortcuts',
] as const
export type CommandName = (typeof commandNames)[number]

/** The payload of each event. At most ten `batch` events a second come for one batch. */
export interface Events {
  intake: IntakeState
  /** Something on the light table changed. `rows` are new or changed ones; `isWhole` asks for a fresh list. */
  sources: { readonly total: number; readonly rows: readonly SourceRow[]; readonly isWhole: boolean }
  plan: PlanProgressView | null
  /** `items` that changed since the last one; `isPartial` says there were too many, and asks for a fresh look. */
  batch: { readonly row: BatchRow; readonly items: readonly ItemRow[]; readonly isPartial: boolean }
  settings: SettingsView
  keys: KeysView
  /** Something in history changed: views may be asked for again. At most twice a second. */
  history: null
  verify: VerifyState
  repair: RepairState
  report: ReportState
  reconcile: ReconcileState
  notice: Failure
  command: CommandName
  /** Leads to a batch, as the click on its notification does. */
  'show-batch': { readonly batchId: string }
}

export type PageEvent = { [E in EventName]: { readonly name: E; readonly payload: Events[E] } }[EventName]

/** A dropped, pasted or picked file; `F` is the browser's `File`, which neither this folder nor main knows. */
export interface DroppedFile<F> {
  readonly file: F
  /** Where it lay below what was dropped, `/` between segments; its name where it was dropped itself. */
  readonly relativePath: string
}

/** All the page can reach outside itself. */
export interface Bridge<F = unknown> {
  readonly host: AppView['host']
  readonly requests: Requests
  onEvent(listener: (event: PageEvent) => void): () => void
  /** Hands files over; in the desktop host one may be a whole folder. Adding goes on and is told by events. */
  addFiles(files: readonly DroppedFile<F>[]): Promise<Result<void, Failure>>
  /** An upright picture, at most `edge` pixels on its longest side: 16 to 4096. */
  pictureUrl(picture: PictureId, edge: number): string
}
