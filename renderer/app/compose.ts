import type { Failure } from '../../shared/errors.ts'
import type { Bridge, CommandName, PageEvent } from '../../shared/ipc/contract.ts'
import { assertNever } from '../../shared/result.ts'
import { createRequest, RequestFailure, type Request } from '../api/request.ts'
import { applyBatchEvent, createBatchStore, loadBatches } from '../features/batch/batch-store.ts'
import { applyItemEvent, createItemStore, loadItems } from '../features/batch/item-store.ts'
import { createCareStore, loadCare } from '../features/care/care-store.ts'
import { createSelectionStore } from '../features/gallery/entries/selection-store.ts'
import {
  applyIntakeEvent,
  applySourceEvent,
  createSourceStore,
  loadSources,
} from '../features/gallery/entries/source-store.ts'
import { createHistoryStore } from '../features/history/rows/history-store.ts'
import { createDraftStore, keepDraft, loadDraft, loadRecipes } from '../features/recipe/draft/draft-store.ts'
import { createBooksStore, loadBooks } from '../features/report/books-store.ts'
import { learnFromAnswers } from '../features/review/marks/passing-marks.ts'
import { createReviewStore } from '../features/review/review-store.ts'
import { createSettingsStore, loadSettings } from '../features/settings/settings-store.ts'
import { createCommandStore } from './commands/command-store.ts'
import { readKeptLayout, writeKeptLayout } from './layout/kept-layout.ts'
import { readKeptSelection, writeKeptSelection } from './layout/kept-selection.ts'
import { isLoss } from './is-loss.ts'
import { keepText } from './layout/keep-text.ts'
import { createLayoutStore } from './layout/layout-store.ts'
import { createPlaceStore, showBatch } from './layout/place-store.ts'
import { createShellStore, type ShellStore } from './shell-store.ts'
import type { Stores } from './stores.ts'
import { createUndoStore } from './undo-store.ts'

/** What the page does with an event that no store takes. */
export interface Unstored {
  readonly onNotice: (failure: Failure) => void
  readonly onCommand: (name: CommandName) => void
}

/** Builds every store, empty. */
export function createStores(bridge: Bridge<File>): Stores {
  const shell = createShellStore()
  const review = createReviewStore()
  return {
    bridge,
    request: learnFromAnswers(tellLoss(createRequest(bridge), shell), review),
    shell,
    layout: createLayoutStore(),
    place: createPlaceStore({}),
    commands: createCommandStore(),
    undo: createUndoStore(),
    settings: createSettingsStore(),
    sources: createSourceStore(),
    selection: createSelectionStore(),
    draft: createDraftStore(),
    batches: createBatchStore(),
    items: createItemStore(),
    care: createCareStore(),
    books: createBooksStore(),
    review,
    history: createHistoryStore(),
  }
}

/** Whoever asks something first finds that main is gone, and the window says so at once. */
function tellLoss(request: Request, shell: ShellStore): Request {
  return async (channel, ...input) => {
    try {
      return await request(channel, ...input)
    } catch (thrown) {
      if (thrown instanceof RequestFailure && isLoss(thrown.failure)) shell.setState({ isConnectionLost: true })
      throw thrown
    }
  }
}

/**
 * Brings back what the page kept before a reload: where the user was, what was selected, and the recipe. Resolves when the window may be
 * shown; from then on every change is written a moment later. What it resolves with writes the latest at once, for a page
 * that is left in that moment. Rejects with `RequestFailure` where main does not answer.
 */
export async function restoreKept(stores: Stores): Promise<() => void> {
  const { request, place, layout, draft, selection } = stores
  const kept = await request('page:read')
  const read = readKeptLayout(kept.layout)
  place.setState(read.place)
  layout.setState(read.layout)
  selection.setState(readKeptSelection(kept.selection, place.getState().place))
  await loadDraft(draft, request)
  let stopKeeping = keepDraft(draft, request)
  const writeWindow = keepWindow(stores)
  return () => {
    stopKeeping()
    stopKeeping = keepDraft(draft, request)
    writeWindow()
  }
}

/** Loads what main knows. Each store says by itself that it is not there yet; failures are told as notices. */
export function loadAll(stores: Stores, onNotice: Unstored['onNotice']): void {
  const { request } = stores
  const loads = [
    loadSettings(stores.settings, request),
    loadSources(stores.sources, request),
    loadBatches(stores.batches, request),
    loadRecipes(stores.draft, request),
    loadCare(stores.care, request),
    loadBooks(stores.books, request),
    request('intake:read').then((intake) => applyIntakeEvent(stores.sources, intake)),
  ]
  for (const load of loads) {
    load.catch((thrown: unknown) => {
      if (!(thrown instanceof RequestFailure)) throw thrown
      onNotice(thrown.failure)
    })
  }
}

/** Reads the items of whatever batch is shown. Returns what ends that. */
export function followPlace({ place, items, request }: Stores): () => void {
  const load = (): void => {
    const shown = place.getState().place
    if (shown.kind !== 'batch' || items.getState().batchId === shown.batchId) return
    void loadItems(items, request, shown.batchId)
  }
  load()
  return place.subscribe(load)
}

/** Hands every event to the stores that repeat it. Returns what ends that. */
export function routeEvents(stores: Stores, unstored: Unstored): () => void {
  return stores.bridge.onEvent((event) => {
    if (event.name === 'notice' && isLoss(event.payload)) {
      stores.shell.setState({ isConnectionLost: true })
      return
    }
    // Whatever comes, main is there again.
    if (stores.shell.getState().isConnectionLost) stores.shell.setState({ isConnectionLost: false })
    route(stores, event, unstored)
  })
}

function route(stores: Stores, event: PageEvent, { onNotice, onCommand }: Unstored): void {
  switch (event.name) {
    case 'intake':
      return applyIntakeEvent(stores.sources, event.payload)
    case 'sources':
      return applySourceEvent(stores.sources, event.payload)
    case 'batch':
      applyBatchEvent(stores.batches, event.payload)
      return applyItemEvent(stores.items, event.payload, stores.request)
    case 'settings':
      return stores.settings.setState({ settings: event.payload })
    case 'keys':
      return stores.settings.setState({ keys: event.payload })
    case 'history':
      return stores.history.setState({ isStale: true })
    case 'verify':
      return stores.care.setState({ verify: event.payload })
    case 'repair':
      return stores.care.setState({ repair: event.payload })
    case 'report':
      return stores.books.setState({ report: event.payload })
    case 'reconcile':
      return stores.books.setState({ reconcile: event.payload })
    case 'notice':
      return onNotice(event.payload)
    case 'command':
      return onCommand(event.payload)
    case 'show-batch':
      return showBatch(stores.place, event.payload.batchId)
    case 'plan':
      return undefined // The quote dialog listens while it is open.
    default:
      return assertNever(event)
  }
}

/**
 * Writes where the user is, how the window is divided and what is selected, a moment after each change. Returns what
 * writes it at once.
 */
function keepWindow({ request, place, layout, selection }: Stores): () => void {
  const writeLayout = keepText(() => writeKeptLayout(place.getState(), layout.getState()), {
    stores: [place, layout],
    write: (value) => request('page:write', { key: 'layout', value }),
  })
  const writeSelection = keepText(() => writeKeptSelection(place.getState().place, selection.getState()), {
    stores: [place, selection],
    write: (value) => request('page:write', { key: 'selection', value }),
  })
  return () => {
    writeLayout()
    writeSelection()
  }
}
