import { join } from 'node:path'
import { addMoney, nanoUsd, type NanoUsd } from '../../shared/domain/money.ts'
import type { ServiceId } from '../../shared/models/model.ts'
import { createAimlapi } from './aimlapi/service.ts'
import { systemClock, type PracticeClock } from './clock.ts'
import { delayPlan, type Delays } from './delays.ts'
import { serve } from './http/host.ts'
import { closePort, openPort, type Port } from './http/port.ts'
import { createRecorder, type Recorder } from './http/recorder.ts'
import type { Inspection, ServiceInspection } from './inspection.ts'
import type { AimlapiRequestKind, RunflowRequestKind } from './requests.ts'
import { createRunflow } from './runflow/service.ts'
import type { AimlapiScenario, RunflowScenario } from './scenario.ts'
import { createScenarioBook, type ScenarioBook } from './scenario-book.ts'
import type { ScenarioSwitches } from './scenario-command.ts'
import type { PracticeService, ServiceParts } from './service-parts.ts'
import { openStore, type Store } from './store.ts'
import type { TransformPicture } from './transform-picture.ts'

export interface PracticeOptions {
  /** Where state and pictures are kept across restarts; null keeps them in memory. One process at a time. */
  readonly folder: string | null
  readonly delays: Delays
  readonly transform: TransformPicture
  readonly clock?: PracticeClock
  /** What a new account of either service starts with; $25 each when left out. */
  readonly startingBalance?: Partial<Readonly<Record<ServiceId, NanoUsd>>>
}

export interface PracticeAccess {
  readonly url: string
  readonly key: string
}

/** Both services, answering on random ports of this machine. Nothing here costs anything or leaves the machine. */
export interface Practice {
  readonly runflow: PracticeAccess & { readonly callbackSecret: string }
  readonly aimlapi: PracticeAccess
  /** What goes wrong, and when. */
  readonly scenario: ScenarioSwitches
  inspect(): Promise<Inspection>
  /** Puts practice money on an account. */
  topUp(service: ServiceId, amount: NanoUsd): void
  /** Ends both servers and their connections at once; what was accepted goes on when the folder is opened again. */
  close(): Promise<void>
}

interface Opened<S extends PracticeService> {
  readonly service: S
  readonly store: Store
  readonly port: Port
  readonly recorder: Recorder
}

const usualBalance = nanoUsd(25_000_000_000)

/** Starts the practice services; a damaged folder is an `AppError` with code `library-damaged`. */
export async function createPracticeServers(options: PracticeOptions): Promise<Practice> {
  const closing = new AbortController()
  const problems: string[] = []
  const report = (problem: unknown): void => void problems.push(String(problem))
  const books = {
    runflow: createScenarioBook<RunflowRequestKind, RunflowScenario>('submit'),
    aimlapi: createScenarioBook<AimlapiRequestKind, AimlapiScenario>('submit'),
  }
  const common = { options, signal: closing.signal, report }
  const runflow = await open('runflow', createRunflow, { ...common, book: books.runflow })
  const aimlapi = await open('aimlapi', createAimlapi, { ...common, book: books.aimlapi }).catch(async (error) => {
    await shut(runflow)
    throw error
  })
  const services = { runflow, aimlapi }

  return {
    runflow: { ...accessOf(runflow), callbackSecret: runflow.service.callbackSecret },
    aimlapi: accessOf(aimlapi),
    scenario: { runflow: books.runflow.switch, aimlapi: books.aimlapi.switch },
    inspect: async () => ({
      runflow: await inspectionOf(runflow),
      aimlapi: await inspectionOf(aimlapi),
      problems: [...problems],
    }),
    topUp: (service, amount) => services[service].service.topUp(amount),
    close: async () => {
      closing.abort()
      await Promise.all([shut(runflow), shut(aimlapi)])
    },
  }
}

interface OpenParts {
  readonly options: PracticeOptions
  readonly signal: AbortSignal
  readonly report: (problem: unknown) => void
  readonly book: ScenarioBook
}

async function open<S extends PracticeService>(
  id: ServiceId,
  create: (parts: ServiceParts) => S,
  { options, signal, report, book }: OpenParts,
): Promise<Opened<S>> {
  const { folder, delays, transform, clock = systemClock, startingBalance } = options
  const store = openStore(folder === null ? null : join(folder, id))
  const ports = store.table<number>('port')
  const port = await openPort(ports.get('latest') ?? null)
  ports.put('latest', port.number)
  const service = create({
    origin: port.origin,
    store,
    startingBalance: startingBalance?.[id] ?? usualBalance,
    clock,
    delays: delayPlan(delays),
    transform,
    signal,
    report,
  })
  const recorder = createRecorder()
  serve(port, { service, book, recorder, clock, signal, report })
  return { service, store, port, recorder }
}

async function shut({ port, store }: Opened<PracticeService>): Promise<void> {
  await closePort(port)
  store.close()
}

function accessOf({ port, service }: Opened<PracticeService>): PracticeAccess {
  return { url: port.origin, key: service.key }
}

async function inspectionOf({ service, recorder }: Opened<PracticeService>): Promise<ServiceInspection> {
  const books = await service.books()
  const charges = books.paid.filter(({ charged }) => charged > 0)
  return {
    ...books,
    requests: recorder.requests(),
    charges: charges.length,
    charged: addMoney(...charges.map(({ charged }) => charged)),
  }
}
