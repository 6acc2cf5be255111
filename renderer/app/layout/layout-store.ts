import { createStore, type StoreApi } from 'zustand/vanilla'

/** How the window is divided; survives a reload by way of main. */
export interface LayoutState {
  readonly isSidebarShown: boolean
  readonly isRecipeShown: boolean
  /** In CSS pixels. */
  readonly sidebarWidth: number
  readonly recipeWidth: number
  /** Sections of the sidebar that are closed. */
  readonly closedSections: readonly string[]
  /** A mark leads on to the next picture. */
  readonly isAdvancing: boolean
}

export type LayoutStore = StoreApi<LayoutState>

export const sidebarLimits = { min: 176, max: 420, usual: 232 } as const
export const recipeLimits = { min: 256, max: 520, usual: 304 } as const

export const usualLayout: LayoutState = {
  isSidebarShown: true,
  isRecipeShown: true,
  sidebarWidth: sidebarLimits.usual,
  recipeWidth: recipeLimits.usual,
  closedSections: [],
  isAdvancing: false,
}

export function createLayoutStore(): LayoutStore {
  return createStore<LayoutState>(() => usualLayout)
}
