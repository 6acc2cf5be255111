import { EventEmitter } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Activity, Desk, DeskHost, PictureFile } from '../../electron/desk/desk.ts'
import { createDispatch, type Handlers } from '../../electron/ipc/dispatch.ts'
import { AppError } from '../../shared/errors.ts'
import { channelNames, type ChannelName } from '../../shared/ipc/channels.ts'
import type { PageEvent } from '../../shared/ipc/contract.ts'
import { temporaryFolder } from './temporary-folder.ts'

type Answers = { -readonly [C in ChannelName]?: Handlers[C] }

export interface FakeDesk extends Desk {
  /** Answers by channel, to be set by the test; a channel without one answers `invalid-request`. */
  readonly answers: Answers
  /** Calls that were well formed, in order. */
  readonly calls: readonly { readonly channel: ChannelName; readonly input: unknown }[]
  /** What `addPaths` and `addReceived` were given, a list for each call. */
  readonly added: readonly (readonly string[])[]
  /** What `addReceived` was told of what did not come, one for each call. */
  readonly cutOffs: readonly Parameters<Desk['addReceived']>[1][]
  /** Everything `receiving` was told. */
  readonly received: readonly Parameters<Desk['receiving']>[0][]
  readonly pictures: Map<string, PictureFile>
  readonly pictureRequests: readonly { readonly id: string; readonly edge: number; readonly signal: AbortSignal }[]
  readonly importFolders: readonly string[]
  /** Where the import folders are made. */
  readonly folder: string
  begins: number
  leaves: number
  /** What `leave` waits for. */
  leaving: Promise<void>
  emit(event: PageEvent): void
  tell(activity: Activity): void
  listeners(): number
}

/** A desk without an engine: it remembers what it was asked and says what the test scripts. */
export function createFakeDesk(answers: Answers = {}): FakeDesk {
  const folder = temporaryFolder()
  const events = new EventEmitter<{ event: [PageEvent]; activity: [Activity] }>()
  const kept = createKept()
  const log = { error: (message: string, details?: unknown) => kept.errors.push({ message, details }) }
  const fake: FakeDesk = {
    ...kept,
    answers,
    folder,
    dispatch: createDispatch(scriptedHandlers(answers, kept.calls), log),
    onEvent: (listener) => {
      events.on('event', listener)
      return () => events.off('event', listener)
    },
    onActivity: (listener) => {
      events.on('activity', listener)
      return () => events.off('activity', listener)
    },
    addPaths: (paths) => void kept.added.push(paths),
    addReceived: (paths, cutOff) => {
      if (paths.length > 0) kept.added.push(paths)
      kept.cutOffs.push(cutOff)
    },
    importsFolder: folder,
    receiving: (received) => void kept.received.push(received),
    makeImportFolder: () => {
      const made = mkdtempSync(join(folder, 'import-'))
      kept.importFolders.push(made)
      return Promise.resolve(made)
    },
    picture: (id, request) => {
      kept.pictureRequests.push({ id, ...request })
      const picture = kept.pictures.get(id)
      if (picture !== undefined) return Promise.resolve(picture)
      return Promise.reject(new AppError('invalid-request', 'There is no such picture.'))
    },
    begin: () => void (fake.begins += 1),
    leave: () => {
      fake.leaves += 1
      return fake.leaving
    },
    emit: (event) => void events.emit('event', event),
    tell: (activity) => void events.emit('activity', activity),
    listeners: () => events.listenerCount('event'),
  }
  return fake
}

/** A host without dialogs, for a desk that is tested alone. */
export function createFakeDeskHost(overrides: Partial<DeskHost> = {}): DeskHost {
  return {
    kind: 'desktop',
    chooseSources: () => Promise.resolve([]),
    chooseFolder: () => Promise.resolve(null),
    chooseFile: () => Promise.resolve(null),
    saveText: () => Promise.resolve('text'),
    openFile: () => Promise.resolve(),
    revealFile: () => Promise.resolve(),
    moveToBin: (path) => rm(path),
    openLink: () => Promise.resolve(),
    ...overrides,
  }
}

function createKept() {
  return {
    calls: [] as { channel: ChannelName; input: unknown }[],
    added: [] as (readonly string[])[],
    cutOffs: [] as Parameters<Desk['addReceived']>[1][],
    received: [] as Parameters<Desk['receiving']>[0][],
    pictures: new Map<string, PictureFile>(),
    pictureRequests: [] as { id: string; edge: number; signal: AbortSignal }[],
    importFolders: [] as string[],
    errors: [] as { message: string; details: unknown }[],
    begins: 0,
    leaves: 0,
    leaving: Promise.resolve(),
  }
}

function scriptedHandlers(answers: Answers, calls: { channel: ChannelName; input: unknown }[]): Handlers {
  const entries = channelNames.map((channel) => [
    channel,
    (input: never) => {
      calls.push({ channel, input })
      const answer = answers[channel]
      if (answer === undefined) throw new AppError('invalid-request', `${channel} is not scripted.`)
      return answer(input)
    },
  ])
  return Object.fromEntries(entries) as Handlers // One entry for each channel, each handing on its own input.
}
