import { z } from 'zod'
import { timesMoney } from '../../../shared/domain/money.ts'
import { pickDelayMs } from '../delays.ts'
import { parseJson } from '../http/read-request.ts'
import { jsonReply, Refused, type Call, type Reply } from '../http/message.ts'
import { withoutPictures } from '../http/without-pictures.ts'
import { sha256, timeOrderedId } from '../identifiers.ts'
import { settingsOf, type ActiveScenarios } from '../scenario.ts'
import type { RunflowContext } from './context.ts'
import { jsonBody, parsed } from './errors.ts'
import { answerOnce } from './idempotency.ts'
import { runflowModels, type RunflowModel } from './models.ts'
import { balanceOf } from './money.ts'
import { storePictures } from './pictures.ts'
import { runRecord } from './record.ts'
import type { RunPlan, RunRow, StoredInput } from './rows.ts'
import type { Runs } from './runs.ts'

/** Runflow §2; lengths are those documented for the batch route. */
const bodySchema = z.strictObject({
  input: z.record(z.string(), z.unknown()),
  callback_url: z.url().max(2048).nullable().optional(),
  metadata: z.record(z.string(), z.unknown()).nullable().optional(),
  client_ref: z.string().max(255).nullable().optional(),
})

interface Prepared {
  readonly model: RunflowModel
  readonly body: z.infer<typeof bodySchema>
  readonly input: StoredInput
}

/** Creates a run (Runflow §2): judged strictly, then held against the credit, then accepted with 201. */
export function submitRun({ request, params, active }: Call, runs: Runs, context: RunflowContext): Promise<Reply> {
  return answerOnce<Prepared>(request, { prepare, commit }, context)

  async function prepare(): Promise<Prepared> {
    const model = findModel(params['model'])
    const body = parsed(bodySchema, jsonBody(request))
    const input = parsed(model.input, body.input, ['input'])
    await runs.settle()
    return { model, body, input: await storePictures(input, model, { context, active }) }
  }

  function commit({ model, body, input }: Prepared): Reply {
    const images = typeof input['num_images'] === 'number' ? input['num_images'] : 1
    if (balanceOf(context.tables) < timesMoney(model.pricePerImage, images)) throw new Refused({ status: 402 })
    const nowMs = context.clock.nowMs()
    const run: RunRow = {
      id: timeOrderedId(nowMs),
      requestId: `req_${timeOrderedId(nowMs)}`,
      model: model.path,
      createdAtMs: nowMs,
      clientRef: body.client_ref ?? null,
      idempotencyKey: request.headers['idempotency-key']?.toString() ?? null,
      metadata: body.metadata ?? null,
      callbackUrl: body.callback_url ?? null,
      input,
      body: withoutPictures(parseJson(request.bytes)),
      bodySha256: sha256(request.bytes),
      images,
      pricePerImage: model.pricePerImage,
      plan: planRun(active, context),
      end: null,
    }
    runs.accept(run)
    return jsonReply(201, { ...runRecord(run, context), status_code: 'queued', started_at: null })
  }
}

function findModel(path: string | undefined): RunflowModel {
  const model = runflowModels.find((known) => known.path === path)
  if (!model) throw new Refused({ status: 404, code: 'MODEL_NOT_FOUND', message: `No model ${path}.` })
  return model
}

/** Decides at once how the run will go, so that a restart finds it on its way. */
function planRun(active: ActiveScenarios, { delays }: RunflowContext): RunPlan {
  const wanted = settingsOf(active, 'run')
  const wholeMs = pickDelayMs(delays.run)
  const queuedMs = wanted.queuedMs ?? Math.round(wholeMs * 0.2)
  const dispatchingMs = Math.round(wholeMs * 0.1)
  const runningMs = wanted.runningMs ?? Math.round(wholeMs * 0.7)
  return { ...wanted, queuedMs, dispatchingMs, runningMs, workingPolls: wanted.workingPolls ?? 0 }
}
