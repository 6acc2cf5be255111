import { isAbsolute } from 'node:path'
import { AppError, toFailure, type Failure } from '../../shared/errors.ts'
import type { IntakeState } from '../../shared/ipc/rows.ts'
import type { Logger } from '../log/logger.ts'
import type { ContentHashes } from '../pictures/content-hashes.ts'
import { countDuplicates } from './find-duplicates.ts'
import { createIntakeNews, type IntakeNews } from './intake-news.ts'
import type { Table } from './table.ts'
import { newsMs, takeIn, type TakeInDependencies, type TakenIn } from './take-in.ts'

/** Brings what was dropped or named onto the light table: one intake at a time, the others behind it. */
export interface Intake {
  /** Throws `invalid-request` for an empty or relative path, and then takes none of them. */
  add(paths: readonly string[]): void
  /** The yes to more than are taken without a question; nothing where nobody asked. */
  confirm(): void
  /** Ends the intake that runs and forgets those behind it. What is on the table by then stays. */
  stop(): void
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
  /** Where the question is open. */
  answer: ((isYes: boolean) => void) | null
}

const leftOutShown = 1_000

export function createIntake(dependencies: Dependencies): Intake {
  const news = createIntakeNews(newsMs, dependencies.onState)
  const pending: string[] = []
  let work: Promise<void> | null = null
  let current: Current | null = null
  let check: { readonly stopper: AbortController; readonly ended: Promise<void> } | null = null
  return {
    add: (paths) => {
      for (const path of paths) refuseVague(path)
      pending.push(...paths)
      if (pending.length > 0) work ??= workThrough()
    },
    confirm: () => current?.answer?.(true),
    stop: () => {
      pending.length = 0
      check?.stopper.abort()
      current?.stopper.abort()
      current?.answer?.(false)
    },
    receiving: (received) => news.change({ received }),
    state: () => news.read(),
    ended: async () => {
      await work
      await check?.ended
      news.flush()
    },
  }

  async function workThrough(): Promise<void> {
    while (pending.length > 0) {
      check?.stopper.abort()
      current = { stopper: new AbortController(), answer: null }
      await runOne(pending.splice(0), current).catch((thrown: unknown) => tellFailure(dependencies, thrown))
    }
    current = null
    work = null
    news.change({ phase: 'idle' })
  }

  async function runOne(paths: readonly string[], running: Current): Promise<void> {
    news.change({ phase: 'looking', found: 0, last: null })
    const onFound = (found: number): void => news.change({ found })
    const isWanted = (): Promise<boolean> => ask(running, news)
    const taken = await takeIn(paths, { signal: running.stopper.signal, onFound, isWanted }, dependencies)
    if (taken === null) return
    const last = summaryOf(taken)
    news.change({ last })
    const stopper = new AbortController()
    const ended = checkDuplicates(taken, last, stopper.signal).catch((thrown: unknown) => {
      tellFailure(dependencies, thrown)
    })
    check = { stopper, ended }
  }

  async function checkDuplicates(taken: TakenIn, last: Summary, signal: AbortSignal): Promise<void> {
    const sizes = new Set(taken.found.map(({ bytes }) => bytes))
    const duplicates = await countDuplicates(dependencies, { newIds: new Set(taken.ids), sizes, signal })
    if (news.read().last === last && duplicates > 0) news.change({ last: { ...last, duplicates } })
  }
}

type Summary = NonNullable<IntakeState['last']>

function summaryOf({ added, known, leftOut }: TakenIn): Summary {
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
function tellFailure({ log, onNotice }: Pick<Dependencies, 'log' | 'onNotice'>, thrown: unknown): void {
  if (thrown instanceof AppError && thrown.code === 'cancelled') return
  if (!(thrown instanceof AppError)) log.error('taking in sources failed', thrown)
  onNotice(toFailure(thrown))
}

/** An empty path would mean the current folder, and nobody who drops a file means that. */
function refuseVague(path: string): void {
  if (isAbsolute(path) && !path.includes('\0')) return
  throw new AppError('invalid-request', `“${path}” is not the whole path of a file or folder.`)
}
