import { randomInt } from 'node:crypto'
import { noMoney, timesMoney } from '../../../shared/domain/money.ts'
import { AppError } from '../../../shared/errors.ts'
import { timeOrderedId } from '../identifiers.ts'
import type { TransformedPicture } from '../transform-picture.ts'
import type { RunflowContext } from './context.ts'
import { runflowModels, type RunflowModel } from './models.ts'
import { loadReference } from './pictures.ts'
import { endsAtMs } from './progress.ts'
import type { OutputRow, RunEnd, RunRow } from './rows.ts'

export interface RunResult {
  readonly end: RunEnd
  readonly outputs: readonly OutputRow[]
}

/** Makes what a run ends with. Only made pictures are charged, unless a cancelled run is said to be billed. */
export async function makeResult(run: RunRow, context: RunflowContext): Promise<RunResult> {
  const { plan } = run
  const status = plan.end ?? 'succeeded'
  if (status === 'failed') return failed(run, plan.failureCode ?? 'PROVIDER_ERROR', plan.failureMessage)
  if (status === 'canceled' || status === 'cancelled') {
    const charged = plan.isBilled ? timesMoney(run.pricePerImage, run.images) : noMoney
    return { end: { ...nothing(run), status, charged }, outputs: [] }
  }
  const wanted = status === 'partial_succeeded' ? Math.max(1, run.images - 1) : run.images
  const outputs = await makeOutputs(run, plan.outputs === 'none' ? 0 : wanted, context)
  if (typeof outputs === 'string') return failed(run, 'INPUT_VALIDATION_FAILED', outputs)
  const charged = timesMoney(run.pricePerImage, wanted)
  const end = { ...nothing(run), status, charged, seed: seedOf(run), outputs: outputs.map(({ id }) => id) }
  return { end, outputs }
}

function nothing(run: RunRow): Omit<RunEnd, 'status'> {
  return { atMs: endsAtMs(run), outputs: [], seed: null, charged: noMoney, failure: null }
}

function failed(run: RunRow, code: string, message = 'The provider could not finish the picture.'): RunResult {
  const stage = code === 'INPUT_VALIDATION_FAILED' ? 'preprocess' : 'dispatch'
  return { end: { ...nothing(run), status: 'failed', failure: { code, message, stage } }, outputs: [] }
}

/** A sentence instead of pictures when the source cannot be used. */
async function makeOutputs(run: RunRow, count: number, context: RunflowContext): Promise<OutputRow[] | string> {
  const outputs: OutputRow[] = []
  for (let variant = 0; variant < count; variant += 1) {
    const made = await transformed(run, variant, context)
    if (typeof made === 'string') return made
    outputs.push(await keep(run, made, context))
  }
  return outputs
}

async function transformed(
  run: RunRow,
  variant: number,
  context: RunflowContext,
): Promise<TransformedPicture | string> {
  const model = modelOf(run)
  const chosen = run.input['output_format'] as 'png' | 'jpeg' | 'webp' | undefined // The model's schema admits no other.
  const format = chosen ?? model.defaultFormat
  const source = [run.input[Object.keys(model.pictures)[0] ?? '']].flat()[0]
  try {
    const bytes = await loadReference(String(source), context)
    return await context.transform({ bytes, prompt: String(run.input['prompt']), model: run.model, format, variant })
  } catch (error) {
    if (context.signal.aborted) throw error
    return error instanceof AppError ? error.message : 'The source picture could not be decoded.'
  }
}

async function keep(run: RunRow, made: TransformedPicture, { store, clock }: RunflowContext): Promise<OutputRow> {
  const { width, height, mimeType, bytes } = made
  const file = await store.saveFile(bytes)
  return { id: timeOrderedId(clock.nowMs()), runId: run.id, file, mimeType, width, height, bytes: bytes.length }
}

function seedOf(run: RunRow): number | null {
  if (!modelOf(run).hasSeed) return null
  const asked = run.input['seed']
  return typeof asked === 'number' ? asked : randomInt(1, 2 ** 31)
}

function modelOf({ model }: RunRow): RunflowModel {
  const known = runflowModels.find(({ path }) => path === model)
  if (!known) throw new Error(`No practice model ${model}`)
  return known
}
