import { setImmediate as nextTurn } from 'node:timers/promises'
import { AppError } from '../../shared/errors.ts'
import type { Database } from '../history/database.ts'
import type { BackgroundImages } from '../images/images.ts'
import { lookAt, type Look, type LookDependencies } from './look-at.ts'
import { keepSeen, nextUnseen, unseenOfItem, type Place, type UnseenResult } from './results.ts'

/**
 * Looks at every result once, when nobody needs the machine: keeps thumbnails of it and of its source, so that history
 * can be looked at without the files, and finds out how much it changed. What is left undone is taken up by the next
 * start. Any number of processes may do this for one library.
 */
export interface Upkeep {
  /** Goes through what was not looked at, newest first, and then waits for what is made. */
  begin(): void
  /** An item has moved. Its results come before older ones. */
  tell(itemId: string): void
  /** Files may be back that were not there: tries again what was left. */
  again(): void
  /** Ends at once; resolves when nothing of it runs any more. */
  stop(): Promise<void>
  /** Calls back whenever a result was looked at; returns how to stop that. */
  onLooked(listener: () => void): () => void
}

export interface UpkeepDependencies extends Omit<LookDependencies, 'images' | 'log'> {
  readonly database: Database
  readonly images: BackgroundImages
  readonly now: () => Date
  readonly log: LookDependencies['log'] & { error(message: string, details?: unknown): void }
}

interface State extends UpkeepDependencies {
  readonly listeners: Set<() => void>
  /** Items that moved since; they come first. */
  readonly items: Set<string>
  readonly found: UnseenResult[]
  /** Where the way through older results stands; null at its begin. */
  place: Place | null
  isWalked: boolean
  /** Results that were passed over since the begin. */
  defects: number
  /** null while it is not to do anything. */
  stopping: AbortController | null
  working: Promise<void> | null
  resting: NodeJS.Timeout | undefined
}

/** A process that decodes takes a second to start and some memory to stay. */
const restAfterMs = 30_000
const itemsAtOnce = 100
const mostDefects = 10

export function createUpkeep(dependencies: UpkeepDependencies): Upkeep {
  const state: State = {
    ...dependencies,
    listeners: new Set(),
    items: new Set(),
    found: [],
    place: null,
    isWalked: false,
    defects: 0,
    stopping: null,
    working: null,
    resting: undefined,
  }
  return {
    begin: () => begin(state),
    tell: (itemId) => {
      if (state.stopping === null) return
      state.items.add(itemId)
      work(state)
    },
    again: () => {
      if (state.stopping !== null) begin(state)
    },
    stop: () => stop(state),
    onLooked: (listener) => {
      state.listeners.add(listener)
      return () => state.listeners.delete(listener)
    },
  }
}

function begin(state: State): void {
  state.stopping ??= new AbortController()
  state.place = null
  state.isWalked = false
  state.defects = 0
  work(state)
}

async function stop(state: State): Promise<void> {
  state.stopping?.abort()
  state.stopping = null
  state.items.clear()
  state.found.length = 0
  clearTimeout(state.resting)
  await state.images.rest()
  await state.working
}

function work(state: State): void {
  if (state.working !== null || state.stopping === null) return
  clearTimeout(state.resting)
  state.working = workOff(state, state.stopping.signal).finally(() => {
    state.working = null
    if (state.items.size > 0 || !state.isWalked) return work(state)
    if (state.stopping !== null) state.resting = setTimeout(() => void state.images.rest(), restAfterMs).unref()
  })
}

async function workOff(state: State, signal: AbortSignal): Promise<void> {
  const { database, log, listeners, now } = state
  try {
    // Whoever told of an item may still be in the middle of writing it.
    await nextTurn()
    for (let result = await next(state); result !== null && !signal.aborted; result = await next(state)) {
      const look = await lookOrPass(state, result, signal)
      if (look === null) continue
      keepSeen(database, result, { ...look, at: now().toISOString() })
      for (const listener of listeners) listener()
    }
  } catch (thrown) {
    if (signal.aborted) return
    // A full drive, or a defect: what is kept stays, and the next start tries again.
    state.stopping = null
    log.error('looking through history broke off', thrown)
  }
}

/** A result that shows a defect of ours must not keep all others from being looked at, at every start. */
async function lookOrPass(state: State, result: UnseenResult, signal: AbortSignal): Promise<Look | null> {
  try {
    return await lookAt(state, result, signal)
  } catch (thrown) {
    state.defects += 1
    if (signal.aborted || thrown instanceof AppError || state.defects > mostDefects) throw thrown
    state.log.error(`result ${result.id} cannot be looked at`, thrown)
    return null
  }
}

async function next(state: State): Promise<UnseenResult | null> {
  const { database, items, found } = state
  let passed = 0
  for (const itemId of items) {
    if (found.length > 0) break
    items.delete(itemId)
    found.push(...unseenOfItem(database, itemId))
    passed += 1
    // A batch of thousands may have moved while it was not quiet, and most of its items have nothing to show yet.
    if (passed % itemsAtOnce === 0) await nextTurn()
  }
  const made = found.shift()
  if (made !== undefined) return made
  const older = state.isWalked ? null : nextUnseen(database, state.place)
  state.isWalked = older === null
  state.place = older ?? state.place
  return older
}
