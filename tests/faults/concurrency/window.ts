import { setTimeout as wait } from 'node:timers/promises'
import type { App } from '../../../electron/app.ts'
import { createApp } from '../../../electron/compose.ts'
import { createDesk } from '../../../electron/desk/create-desk.ts'
import { browserDeskHost } from '../../../electron/hosts/browser/desk-host.ts'
import { recipeSchema } from '../../../shared/domain/recipe.ts'
import type { ChannelName } from '../../../shared/ipc/channels.ts'
import type { Input, Output, Reply } from '../../../shared/ipc/contract.ts'
import { imageProcess } from '../support/built.ts'

/** What a window is without one: everything behind it, called as its page would. */
export interface Window {
  readonly app: App
  /** Everything nobody foresaw, as the log was told. */
  readonly bugs: readonly string[]
  ask<C extends ChannelName>(channel: C, input?: Input<C>): Promise<Reply<C>>
  /** As `ask`; a failure is thrown. */
  call<C extends ChannelName>(channel: C, input?: Input<C>): Promise<Output<C>>
  /** Resolves when nothing goes on in this process. */
  rests(): Promise<void>
  leave(): Promise<void>
}

const limits = { start: 3, most: 3 }
const pollMs = 20
const mostMs = 60_000

export async function openWindow(home: string, environment: Readonly<Record<string, string>>): Promise<Window> {
  const bugs: string[] = []
  const log = {
    warn: () => undefined,
    error: (message: string, thrown?: unknown) => void bugs.push(`${message}: ${String(thrown)}`),
    addSecret: () => undefined,
    flush: () => Promise.resolve(),
  }
  const app = await createApp({
    libraryFolder: home,
    environment,
    log,
    lookUpWaitsMs: [0, 0],
    callsPerSecond: null,
    concurrency: { runflow: limits, aimlapi: limits },
    ...imageProcess(),
  })
  const desk = createDesk({ app, host: browserDeskHost, log })
  const ask: Window['ask'] = async <C extends ChannelName>(channel: C, input?: Input<C>) =>
    (await desk.dispatch(channel, input)) as Reply<C> // The dispatch knows no channel by type.
  const call: Window['call'] = async (channel, input) => {
    const reply = await ask(channel, input)
    if (reply.ok) return reply.value
    throw new Error(`${channel}: ${reply.error.code}: ${reply.error.message} ${bugs.join('; ')}`)
  }
  desk.begin()
  return {
    app,
    bugs,
    ask,
    call,
    rests: () =>
      until('a window that rests', async () => {
        const { rows } = await call('batches:list', { before: null, limit: 100 })
        return rows.every(({ activity }) => activity === 'none')
      }),
    leave: async () => {
      await desk.leave()
      await app.close()
    },
  }
}

/** Puts so many pictures of a folder on the light table. */
export async function addPictures({ call }: Window, folder: string, count: number): Promise<void> {
  await call('intake:add-typed', { path: folder })
  await until(`${count} pictures`, async () => (await call('sources:list', { after: -1, limit: 1 })).total === count)
}

export interface Wish {
  readonly model: string
  readonly prompt: string
  readonly out: string
}

/** The id of a quote for everything on the light table. */
export async function quote({ call }: Window, { model, prompt, out }: Wish): Promise<string> {
  const { mask: _mask, references: _references, ...recipe } = recipeSchema.parse({ model, prompt })
  const { id } = await call('folders:typed', { path: out })
  const plan = await call('plan:make', {
    selection: { all: true },
    sample: null,
    recipe: { ...recipe, references: [] },
    outputFolder: id,
    cap: null,
    again: false,
  })
  return plan.planId
}

async function until(what: string, check: () => Promise<boolean>): Promise<void> {
  for (let waitedMs = 0; !(await check()); waitedMs += pollMs) {
    if (waitedMs > mostMs) throw new Error(`There was no ${what} within ${mostMs} ms`)
    await wait(pollMs)
  }
}
