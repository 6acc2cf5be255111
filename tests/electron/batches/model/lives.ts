import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../../../shared/errors.ts'
import { expectSoundLibrary } from './invariants.ts'
import type { WriteFaults } from './faulty-database.ts'
import type { ModelProcess } from './model-process.ts'
import type { ModelService } from './model-service.ts'
import type { Tape } from './tape.ts'
import type { World } from './world.ts'

export type Fault = 'none' | 'busy once' | 'disk full' | 'killed before' | 'killed after'

export interface Life {
  readonly fault: Fault
  /** The write the fault begins with. */
  readonly atWrite: number
  /** Stops, cancellations and kills at calls to the service. */
  readonly interrupts?: Tape
  /** When the folder for results goes away; it is back in the next life. */
  readonly outputGoes?: 'never' | 'before the start' | 'when results come'
  readonly decide?: (program: ModelProcess) => void
  readonly onWrite?: (write: number) => void
}

export const quietLife: Life = { fault: 'none', atWrite: 0 }

/** The process is gone: nothing it does from here on reaches the disk or the service. */
class Killed extends Error {}

/** Lets the program live once: it takes the batch up, meets its fate, and ends. */
export async function live(world: World, life: Life): Promise<ModelProcess['messages']> {
  const leave = new AbortController()
  const state: LifeState = { isDead: false, giveBack: null }
  const die = (): never => {
    state.isDead = true
    leave.abort(new Killed('killed'))
    throw new Killed('killed')
  }
  if (life.outputGoes === 'before the start') takeAway(world, state)
  const program = world.boot(faultsOf(life, state, die), interrupted(world, { life, state, die, stop }))
  function stop(how: 'pause' | 'leave' | 'cancel'): void {
    if (how === 'leave') leave.abort()
    else if (how === 'pause') program.runs.pause(world.batchId)
    else world.user.isCancelling = cancelled(program)
  }
  function cancelled({ runs }: ModelProcess): boolean {
    try {
      runs.cancel(world.batchId)
      return true
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown
      return world.user.isCancelling // The user is told that it failed.
    }
  }
  try {
    life.decide?.(program)
    await program.runs.run(world.batchId, { leave: leave.signal })
  } catch (thrown) {
    if (!(thrown instanceof Killed || thrown instanceof AppError) || !mayEndEarly(life)) throw thrown
  }
  program.end()
  state.giveBack?.()
  const reader = world.boot()
  if (state.isDead || life.fault === 'disk full') markLostAnswers(reader, world)
  expectSoundLibrary(reader, world)
  reader.end()
  return program.messages
}

/** As when a drive is unplugged, with everything on it. */
function takeAway({ outputFolder }: World, state: LifeState): void {
  if (state.giveBack !== null) return
  const aside = `${outputFolder}-aside`
  const isThere = existsSync(outputFolder)
  if (isThere) renameSync(outputFolder, aside)
  writeFileSync(outputFolder, 'a file in the place of the folder')
  state.giveBack = () => {
    rmSync(outputFolder)
    if (isThere) renameSync(aside, outputFolder)
  }
}

function mayEndEarly({ fault, interrupts, outputGoes = 'never' }: Life): boolean {
  return fault !== 'none' || interrupts !== undefined || outputGoes !== 'never'
}

interface LifeState {
  isDead: boolean
  giveBack: (() => void) | null
}

/** An answer that holds the result is gone with the memory of a process that could not write it down. */
function markLostAnswers({ journal }: ModelProcess, { service, folder }: World): void {
  for (const work of service.works.filter(({ id }) => id.startsWith('call-'))) {
    const isOnDisk = existsSync(join(folder, 'recovery', `${work.attemptId}.0.received`))
    const attempt = journal.latest(work.itemId)
    if (attempt?.id === work.attemptId && attempt.state === 'submitting' && !isOnDisk) work.isAnswerLost = true
  }
}

function faultsOf({ fault, atWrite, onWrite }: Life, state: LifeState, die: () => never): WriteFaults {
  const check = (): void => {
    if (state.isDead) throw new Killed('killed')
  }
  return {
    onRead: check,
    before: (write) => {
      check()
      onWrite?.(write)
      if (fault === 'busy once' && write === atWrite) throw new AppError('library-busy', 'Another program is writing.')
      if (fault === 'disk full' && write >= atWrite) throw new AppError('disk-full', 'The drive is full.')
      if (fault === 'killed before' && write === atWrite) die()
    },
    after: (write) => {
      if (fault === 'killed after' && write === atWrite) die()
    },
  }
}

interface Interruptions {
  readonly life: Life
  readonly state: LifeState
  readonly die: () => never
  readonly stop: (how: 'pause' | 'leave' | 'cancel') => void
}

/** The service as this life meets it: at any call the user may stop the program, or it may be killed. */
function interrupted(world: World, { life, state, die, stop }: Interruptions): ModelService {
  const { service } = world
  const call = async <T>(work: () => Promise<T>): Promise<T> => {
    if (state.isDead) throw new Killed('killed')
    const kinds = ['go on', 'pause', 'leave', 'cancel', 'die before', 'die after'] as const
    const what = life.interrupts?.pick(kinds, 12) ?? 'go on'
    if (what === 'die before') die()
    if (what === 'pause' || what === 'leave' || what === 'cancel') stop(what)
    const answer = await work()
    if (state.isDead || what === 'die after') die()
    return answer
  }
  return {
    ...service,
    build: (...args) => call(() => service.build(...args)),
    submit: (...args) => {
      if (world.user.isCancelling && !state.isDead) world.user.sentAfterCancel += 1
      return call(() => service.submit(...args))
    },
    poll: (...args) => call(() => service.poll(...args)),
    lookUp: (...args) => call(() => service.lookUp(...args)),
    fetchImage: (...args) => {
      if (life.outputGoes === 'when results come') takeAway(world, state)
      return call(() => service.fetchImage(...args))
    },
  }
}
