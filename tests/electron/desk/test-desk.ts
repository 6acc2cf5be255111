import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { App } from '../../../electron/app.ts'
import { createDesk } from '../../../electron/desk/create-desk.ts'
import type { Activity, DeskHost } from '../../../electron/desk/desk.ts'
import { recipeSchema } from '../../../shared/domain/recipe.ts'
import { settledStatuses } from '../../../shared/domain/item.ts'
import type { ChannelName } from '../../../shared/ipc/channels.ts'
import type { Events, Input, Output, PageEvent, Reply } from '../../../shared/ipc/contract.ts'
import type { RecipeInput } from '../../../shared/ipc/inputs.ts'
import type { BatchRow } from '../../../shared/ipc/rows.ts'
import { createFakeApp, type FakeApp } from '../../support/fake-app.ts'
import { createFakeDeskHost } from '../../support/fake-desk.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { eventually } from '../../support/eventually.ts'

export const paidModel = 'runflow/reve/edit'

export function buildRecipeInput(recipe: Partial<RecipeInput> = {}): RecipeInput {
  const { mask: _mask, ...rest } = recipeSchema.parse({ model: paidModel, prompt: 'make it warm' })
  return { ...rest, ...recipe }
}

/** A desk over an app, with everything it tells and logs kept. */
export function openDesk(app: App, overrides: Partial<DeskHost> = {}) {
  const logged: { readonly message: string; readonly thrown: unknown }[] = []
  const secrets: string[] = []
  const log = {
    error: (message: string, thrown?: unknown) => logged.push({ message, thrown }),
    addSecret: (secret: string) => secrets.push(secret),
    flush: () => Promise.resolve(),
  }
  const desk = createDesk({ app, host: createFakeDeskHost(overrides), log })
  const told: PageEvent[] = []
  const activities: Activity[] = []
  desk.onEvent((event) => told.push(event))
  desk.onActivity((activity) => activities.push(activity))

  async function ask<C extends ChannelName>(channel: C, input?: Input<C>): Promise<Reply<C>> {
    return (await desk.dispatch(channel, input)) as Reply<C> // The dispatch knows no channel by type.
  }

  async function call<C extends ChannelName>(channel: C, input?: Input<C>): Promise<Output<C>> {
    const reply = await ask(channel, input)
    if (reply.ok) return reply.value
    throw new Error(`${channel}: ${reply.error.code}: ${reply.error.message}`, { cause: logged.at(-1)?.thrown })
  }

  function payloads<N extends PageEvent['name']>(name: N): Events[N][] {
    return told.filter((event) => event.name === name).map(({ payload }) => payload as Events[N]) // Filtered by name.
  }

  return {
    app,
    desk,
    told,
    activities,
    logged,
    secrets,
    ask,
    call,
    payloads,
    /** What a batch is when nothing of it goes on in this process. */
    settled: async (id: string): Promise<BatchRow> =>
      eventually(async () => {
        const { row } = await call('batches:read', { id })
        if (row.activity !== 'none') throw new Error(`still ${row.activity}`)
        return row
      }),
    addSources: async (paths: readonly string[], count: number) => {
      desk.addPaths(paths)
      await eventually(async () => {
        const { total } = await call('sources:list', { after: -1, limit: 1 })
        if (total !== count) throw new Error(`${total} of ${count}`)
      })
    },
  }
}

export type TestDesk = ReturnType<typeof openDesk>

export interface TestDeskOptions {
  readonly app?: FakeApp
  readonly pictures?: readonly string[]
  readonly host?: Partial<DeskHost>
}

/** A desk over the fake app with pictures (text files that count as pictures) on its table. */
export async function createTestDesk({ app = createFakeApp(), pictures = ['a.jpg'], host }: TestDeskOptions = {}) {
  const folder = temporaryFolder()
  const photos = join(folder, 'photos')
  mkdirSync(photos)
  for (const name of pictures) writeFileSync(join(photos, name), `picture ${name}`)
  const test = openDesk(app, host)
  onTestFinished(() => test.desk.leave())
  if (pictures.length > 0) await test.addSources([photos], pictures.length)

  const plan = (input: Partial<Input<'plan:make'>> = {}) =>
    test.call('plan:make', {
      selection: { all: true },
      sample: null,
      recipe: buildRecipeInput(),
      outputFolder: null,
      cap: null,
      again: false,
      ...input,
    })
  return {
    ...test,
    app,
    folder,
    photos,
    plan,
    start: async (input: Partial<Input<'plan:make'>> = {}) =>
      (await test.call('plan:run', { planId: (await plan(input)).planId })).batchId,
    items: (id: string) => test.call('batches:items', { id, after: -1, limit: 5_000 }),
  }
}

/** Holds every poll of the service back until `open` is called or the process is left. */
export function holdPolls({ provider }: FakeApp) {
  const { promise, resolve } = Promise.withResolvers<void>()
  const { poll } = provider
  provider.poll = async (...call) => {
    const { signal } = call[2]
    const left = new Promise<void>((leave) => {
      signal.addEventListener('abort', () => leave(), { once: true })
    })
    await Promise.race([promise, left])
    signal.throwIfAborted()
    return poll(...call)
  }
  return { open: resolve }
}

export function endedOf(row: BatchRow): number {
  return settledStatuses.reduce((sum, status) => sum + (row.counts[status] ?? 0), 0)
}
