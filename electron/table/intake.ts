import { isAbsolute } from 'node:path'
import { AppError, toFailure, type Failure } from '../../shared/errors.ts'
import type { IntakeState } from '../../shared/ipc/rows.ts'
import type { Logger } from '../log/logger.ts'
import type { ContentHashes } from '../pictures/content-hashes.ts'
import { countDuplicates } from './find-duplicates.ts'
import { createIntakeQueue, type Waiting } from './intake-queue.ts'
import { createIntakeNews, type IntakeNews } from './intake-news.ts'
import type { Table } from './table.ts'
import { newsMs, takeIn, type TakeInDependencies, type TakenIn } from './take-in.ts'

/** Brings what was dropped or named onto the light table: one intake at a time, the others behind it. */
export interface Intake {
  /** Throws `invalid-request` for an empty or relative path, and then takes none of them. */
  add(paths: readonly string[]): void
  /** Adds what came by way of a browser, without a question; `cutOff` says how much it is where not all of it came. */
  addReceived(paths: readonly string[], cutOff: Summary['cutOff']): void
  /** The yes to more than are taken without a question; nothing where nobody asked. */
  confirm(): void
  /** Ends the intake that runs and forgets those behind it. What is on the table by then stays. */
  stop(): void
  /** As `stop`, but for what `addReceived` was given, which `ended` waits for; nothing is begun after it. */
  leave(): void
  /** Says how far files on their way from a browser are, null when they are all there. */
  receiving(received: IntakeState['received']): void
  /** `last` is null from the start of an intake to its end, and after one that was stopped before it added anything. */
  state(): IntakeState
  /** Resolves when nothing is under way, looking for duplicates included. */
  ended(): Promise<void>
}

interface Dependencies extends TakeInDependencies {
  readonly table: Pick<Table, 'add' | 'page'>
  readonly hashes: Pick<ContentHashes, 'hashOf'>
  /** At most ten times a second, and always once more at the end. */
  readonly onState: (state: IntakeState) => void
  readonly onNotice: (failure: Failure) => void
  readonly log: Pick<Logger, 'error'>
}

/** The intake that runs. */
interface Current {
  readonly stopper: AbortController
  readonly isReceived: boolean
  /** Where the question is open. */
  answer: ((isYes: boolean) => void) | null
}

const leftOutShown = 1_000

export function createIntake(dependencies: Dependencies): Intake {
  const news = createIntakeNews(newsMs, dependencies.onState)
  const queue = createIntakeQueue()
  let isLeaving = false
  let work: Promise<void> | null = null
  let current: Current | null = null
  const duplicates = createDuplicateCheck(dependencies, news)
  return {
    add: (paths) => {
      for (const path of paths) refuseVague(path)
      if (paths.length > 0) wait({ paths, isReceived: false, cutOff: null })
    },
    addReceived: (paths, cutOff) => {
      if (paths.length > 0 || cutOff !== null) wait({ paths, isReceived: true, cutOff })
    },
    confirm: () => current?.answer?.(true),
    stop: () => {
      queue.forget(() => true)
      duplicates.stop()
      stopCurrent()
    },
    leave: () => {
      isLeaving = true
      queue.forget(({ isReceived }) => !isReceived)
      duplicates.stop()
      if (current?.isReceived === false) stopCurrent()
    },
    receiving: (received) => news.change({ received }),
    state: () => news.read(),
    ended: async () => {
      await work
      await duplicates.ended()
      news.flush()
    },
  }

  function wait(waiting: Waiting): void {
    queue.add(waiting)
    work ??= workThrough()
  }

  function stopCurrent(): void {
    current?.stopper.abort()
    current?.answer?.(false)
  }

  async function workThrough(): Promise<void> {
    for (let next = queue.take(); next.length > 0; next = queue.take()) {
      duplicates.stop()
      current = { stopper: new AbortController(), isReceived: next.every((one) => one.isReceived), answer: null }
      const running = runOne(next, current, { dependencies, news })
      const done = await running.catch((thrown: unknown) => tellFailure(dependencies, thrown))
      if (done !== null && !isLeaving) duplicates.begin(done.taken, done.last)
    }
    current = null
    work = null
    news.change({ phase: 'idle' })
  }
}

/** Null where somebody said no. */
async function runOne(waiting: readonly Waiting[], running: Current, { dependencies, news }: Running) {
  news.change({ phase: 'looking', found: 0, last: null })
  const onFound = (found: number): void => news.change({ found })
  const isWanted = (): Promise<boolean> => (running.isReceived ? Promise.resolve(true) : ask(running, news))
  const paths = waiting.flatMap((one) => one.paths)
  const taken = await takeIn(paths, { signal: running.stopper.signal, onFound, isWanted }, dependencies)
  if (taken === null) return null
  const last = { ...summaryOf(taken), cutOff: waiting.findLast(({ cutOff }) => cutOff !== null)?.cutOff ?? null }
  news.change({ last })
  return { taken, last }
}

interface Running {
  readonly dependencies: Dependencies
  readonly news: IntakeNews
}

/** Looks which of those that were just added are there twice, while everything else goes on. */
function createDuplicateCheck(dependencies: Dependencies, news: IntakeNews) {
  let stopper = new AbortController()
  let ended: Promise<void> = Promise.resolve()
  return {
    begin: (taken: TakenIn, last: Summary): void => {
      stopper = new AbortController()
      ended = check(taken, last, stopper.signal).catch((thrown: unknown) => void tellFailure(dependencies, thrown))
    },
    stop: (): void => stopper.abort(),
    ended: (): Promise<void> => ended,
  }

  async function check(taken: TakenIn, last: Summary, signal: AbortSignal): Promise<void> {
    const sizes = new Set(taken.found.map(({ bytes }) => bytes))
    const duplicates = await countDuplicates(dependencies, { newIds: new Set(taken.ids), sizes, signal })
    if (news.read().last === last && duplicates > 0) news.change({ last: { ...last, duplicates } })
  }
}

type Summary = NonNullable<IntakeState['last']>

function summaryOf({ added, known, leftOut }: TakenIn): Omit<Summary, 'cutOff'> {
  return { added, known, duplicates: 0, leftOutCount: leftOut.length, leftOut: leftOut.slice(0, leftOutShown) }
}

async function ask(running: Current, news: IntakeNews): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  running.answer = resolve
  news.change({ phase: 'asking' })
  const isYes = await promise
  running.answer = null
  if (isYes) news.change({ phase: 'looking' })
  return isYes
}

/** One intake that fails is told and is not the end of the next. */
function tellFailure({ log, onNotice }: Pick<Dependencies, 'log' | 'onNotice'>, thrown: unknown): null {
  if (thrown instanceof AppError && thrown.code === 'cancelled') return null
  if (!(thrown instanceof AppError)) log.error('taking in sources failed', thrown)
  onNotice(toFailure(thrown))
  return null
}

/** An empty path would mean the current folder, and nobody who drops a file means that. */
function refuseVague(path: string): void {
  if (isAbsolute(path) && !path.includes('\0')) return
  throw new AppError('invalid-request', `“${path}” is not the whole path of a file or folder.`)
}
