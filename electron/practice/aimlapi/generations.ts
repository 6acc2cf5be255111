import { randomUUID } from 'node:crypto'
import { noMoney, type NanoUsd } from '../../../shared/domain/money.ts'
import type { TransformedPicture } from '../transform-picture.ts'
import type { AimlapiContext } from './context.ts'
import type { GenerationRow, ResultRow } from './rows.ts'

export interface Finished {
  readonly generation: GenerationRow
  readonly picture: TransformedPicture
  readonly result: ResultRow
}

/** The generations of the practice AIML API. Once accepted they end and are charged, whoever listens. */
export interface Generations {
  /** Keeps a generation and resolves when it has ended: with its picture, or null when none could be made. */
  carryOut(generation: GenerationRow, source: Buffer): Promise<Finished | null>
}

export function createGenerations(context: AimlapiContext): Generations {
  const { clock, tables, store, signal, transform, delays } = context
  takeUp()

  return { carryOut }

  async function carryOut(generation: GenerationRow, source: Buffer): Promise<Finished | null> {
    tables.generations.put(generation.id, generation)
    await clock.wait(Math.max(0, generation.dueAtMs - clock.nowMs()), signal)
    const picture = await make(generation, source)
    if (signal.aborted) throw new Error('Practice mode was closed.')
    if (picture === null) {
      end(generation, 'failed', noMoney)
      return null
    }
    const result = await keep(generation, picture)
    return { generation: end(generation, 'succeeded', generation.price), picture, result }
  }

  async function make({ prompt, model }: GenerationRow, bytes: Buffer): Promise<TransformedPicture | null> {
    try {
      return await transform({ bytes, prompt, model, format: 'png', variant: 0 })
    } catch {
      return null // The service answers 500 and charges nothing, as it does when its partner fails.
    }
  }

  async function keep(generation: GenerationRow, { bytes, mimeType }: TransformedPicture): Promise<ResultRow> {
    const file = await store.saveFile(bytes)
    const createdAtMs = clock.nowMs()
    const id = `${createdAtMs}-${randomUUID()}.png`
    const result = { id, generationId: generation.id, file, mimeType, createdAtMs }
    tables.results.put(id, result)
    return result
  }

  function end(generation: GenerationRow, status: 'succeeded' | 'failed', charged: NanoUsd): GenerationRow {
    const atMs = clock.nowMs()
    const ended = { ...generation, end: { status, atMs, charged, postedAtMs: atMs + delays.postingMs } }
    tables.generations.put(generation.id, ended)
    return ended
  }

  /** What was under way when the last process ended was paid for: it ends and is charged, and its picture is lost. */
  function takeUp(): void {
    for (const generation of tables.generations.rows()) {
      if (generation.end === null) endLater(generation).catch(context.report)
    }
  }

  async function endLater(generation: GenerationRow): Promise<void> {
    const isTime = await clock.wait(Math.max(0, generation.dueAtMs - clock.nowMs()), signal)
    if (isTime) end(generation, 'succeeded', generation.price)
  }
}
