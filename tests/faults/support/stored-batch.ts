import { createApp } from '../../../electron/compose.ts'
import type { PlanRequest } from '../../../electron/batches/plan/plan-request.ts'
import { recipeSchema, type Recipe } from '../../../shared/domain/recipe.ts'
import type { NanoUsd } from '../../../shared/domain/money.ts'
import { imageProcess } from './built.ts'

export const models = { runflow: 'runflow/reve/edit', aimlapi: 'aimlapi/reve/edit-image' } as const

export interface ToStore {
  readonly home: string
  readonly sources: readonly string[]
  readonly out: string
  readonly model: string
  readonly prompt: string
  readonly recipe?: Partial<Recipe>
  readonly cap?: NanoUsd | null
  readonly environment?: Readonly<Record<string, string>>
}

export function planRequest({ sources, out, model, prompt, recipe = {}, cap = null }: ToStore): PlanRequest {
  return {
    paths: sources,
    recipe: recipeSchema.parse({ model, prompt, ...recipe }),
    outputFolder: out,
    mode: 'paid',
    cap,
    csv: null,
    again: false,
  }
}

/** Makes a library that holds one batch nobody has begun yet. */
export async function storeBatch(wanted: ToStore): Promise<string> {
  const app = await createApp({
    libraryFolder: wanted.home,
    environment: wanted.environment ?? {},
    log: silentLog,
    ...imageProcess(),
  })
  try {
    const plan = await app.engine.plan(planRequest(wanted), {
      signal: new AbortController().signal,
      onProgress: () => undefined,
    })
    const { id } = app.engine.store(plan)
    app.engine.batches.setStatus(id, 'paused', { code: 'library-busy', message: 'It was not begun yet.' })
    return id
  } finally {
    await app.close()
  }
}

export const silentLog = { warn: () => undefined, error: () => undefined, addSecret: () => undefined }
