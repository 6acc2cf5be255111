import {
  largestCell,
  smallestCell,
  sortOrders,
  statusFilters,
  views,
  type Place,
  type PlaceState,
} from './place-store.ts'
import { readKeptHistory } from '../../features/history/rows/kept-history.ts'
import { recipeLimits, sidebarLimits, usualLayout, type LayoutState } from './layout-store.ts'

type Loose = Readonly<Record<string, unknown>>

/** What is kept of the window while the page is gone. A search is of the moment and is not. */
export function writeKeptLayout(place: PlaceState, layout: LayoutState): string {
  const { search: _search, ...kept } = place
  return JSON.stringify({ place: kept, layout })
}

interface KeptLayout {
  readonly place: Partial<PlaceState>
  readonly layout: LayoutState
}

/** Reads what `writeKeptLayout` wrote; whatever is missing, broken or out of range is as usual. */
export function readKeptLayout(text: string | undefined): KeptLayout {
  const kept = asLoose(parse(text))
  return { place: readPlaceState(asLoose(kept['place'])), layout: readLayout(asLoose(kept['layout'])) }
}

function readPlaceState(kept: Loose): Partial<PlaceState> {
  const place = readPlace(asLoose(kept['place']))
  const view = views.find((known) => known === kept['view'])
  const sort = sortOrders.find((known) => known === kept['sort'])
  const filter = statusFilters.find((known) => known === kept['filter'])
  const history = readKeptHistory(kept['history'])
  const cellSize = inRange(kept['cellSize'], { min: smallestCell, max: largestCell })
  return {
    ...(place && { place }),
    ...(view && { view }),
    ...(sort && { sort }),
    ...(filter && { filter }),
    ...(cellSize !== null && { cellSize }),
    ...(history && { history }),
  }
}

function readPlace({ kind, folder, batchId }: Loose): Place | null {
  if (kind === 'table') return { kind, folder: typeof folder === 'string' ? folder : null }
  if (kind === 'batch' && typeof batchId === 'string') return { kind, batchId }
  return kind === 'history' || kind === 'spend' ? { kind } : null
}

function readLayout(kept: Loose): LayoutState {
  const closed = kept['closedSections']
  return {
    isSidebarShown: kept['isSidebarShown'] !== false,
    isRecipeShown: kept['isRecipeShown'] !== false,
    sidebarWidth: inRange(kept['sidebarWidth'], sidebarLimits) ?? usualLayout.sidebarWidth,
    recipeWidth: inRange(kept['recipeWidth'], recipeLimits) ?? usualLayout.recipeWidth,
    closedSections: Array.isArray(closed) ? closed.filter((name) => typeof name === 'string') : [],
    isAdvancing: kept['isAdvancing'] === true,
  }
}

function inRange(value: unknown, { min, max }: { readonly min: number; readonly max: number }): number | null {
  return typeof value === 'number' && value >= min && value <= max ? value : null
}

function asLoose(value: unknown): Loose {
  return typeof value === 'object' && value !== null ? (value as Loose) : {} // Every object is a record of unknowns.
}

function parse(text: string | undefined): unknown {
  if (text === undefined) return null
  try {
    return JSON.parse(text)
  } catch (thrown) {
    // Text of another version, or cut short: the window opens as usual.
    if (thrown instanceof SyntaxError) return null
    throw thrown
  }
}
