import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CommandId } from './commands.ts'

export interface CommandHandler {
  readonly run: () => void
  readonly isEnabled: boolean
}

export interface CommandState {
  /** What each command does now; a command without a handler cannot be used here. */
  readonly handlers: ReadonlyMap<CommandId, CommandHandler>
}

export type CommandStore = StoreApi<CommandState>

export function createCommandStore(): CommandStore {
  return createStore<CommandState>(() => ({ handlers: new Map() }))
}
