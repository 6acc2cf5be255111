import { randomUUID } from 'node:crypto'
import { formatUsd, toUsdNumber } from '../../../shared/domain/money.ts'
import { pickDelayMs } from '../delays.ts'
import { jsonReply, Refused, type Call, type PracticeRequest, type Reply } from '../http/message.ts'
import { parseJson } from '../http/read-request.ts'
import { withoutPictures } from '../http/without-pictures.ts'
import { sha256, timeOrderedId } from '../identifiers.ts'
import { settingsOf, type ActiveScenarios } from '../scenario.ts'
import { readBody, type GenerationBody } from './body.ts'
import type { AimlapiContext } from './context.ts'
import type { Finished, Generations } from './generations.ts'
import { pricePerImage, spendable, toCredits } from './money.ts'
import type { GenerationRow } from './rows.ts'
import { loadSource } from './source.ts'

type Fields = Readonly<Record<string, unknown>>

/** One blocking call (AIML API §2), judged in the order key, credit, body. */
export async function generate(call: Call, generations: Generations, context: AimlapiContext): Promise<Reply> {
  const { request, active } = call
  requireCredit(context)
  const body = readBody(request, active)
  const source = await loadSource(body.image_url, active, context.signal)
  requireCredit(context) // Another request may have taken the rest while the picture was fetched.
  const finished = await generations.carryOut(toRow(body, call, context), source)
  if (!finished) throw new Refused({ status: 500 })
  const { status = 200 } = settingsOf(active, 'aimlapi-dialect')
  const reply = { data: [pictureOf(finished, body, { active, context })], ...metaOf(finished.generation, active) }
  return jsonReply(status, reply, headersOf(finished.generation, active))
}

/** A valid client request id; anything else is dropped without a word (AIML API §1). */
export function clientRequestId({ headers }: PracticeRequest): string | null {
  const id = headers['x-client-request-id']
  return typeof id === 'string' && /^[A-Za-z0-9._:-]{1,128}$/.test(id) ? id : null
}

function requireCredit({ tables }: AimlapiContext): void {
  if (spendable(tables) < pricePerImage) throw new Refused({ status: 403 })
}

function toRow(body: GenerationBody, { request, active }: Call, { clock, delays }: AimlapiContext): GenerationRow {
  const createdAtMs = clock.nowMs()
  return {
    id: timeOrderedId(createdAtMs),
    requestId: randomUUID(),
    clientRequestId: clientRequestId(request),
    model: body.model,
    prompt: body.prompt,
    createdAtMs,
    dueAtMs: createdAtMs + (settingsOf(active, 'generation').takesMs ?? pickDelayMs(delays.generation)),
    price: pricePerImage,
    body: withoutPictures(parseJson(request.bytes)),
    bodySha256: sha256(request.bytes),
    end: null,
  }
}

function pictureOf(
  { picture, result }: Finished,
  body: GenerationBody,
  { active, context }: { active: ActiveScenarios; context: AimlapiContext },
): Fields {
  const { contentViolation = 'none' } = settingsOf(active, 'generation')
  const isShown = contentViolation !== 'without-image'
  const isLink = body.convert_base64_to_url ?? true
  const head = settingsOf(active, 'aimlapi-dialect').base64As === 'data-uri' ? `data:${picture.mimeType};base64,` : ''
  return {
    url: isShown && isLink ? `${context.origin}/generations/phoenix/${result.id}` : null,
    b64_json: isShown && !isLink ? head + picture.bytes.toString('base64') : null,
    request_id: `rsid-${randomUUID().replaceAll('-', '')}`,
    content_violation: contentViolation !== 'none',
  }
}

function metaOf({ price }: GenerationRow, active: ActiveScenarios): Fields {
  const { usage = 'credits_used' } = settingsOf(active, 'aimlapi-dialect')
  if (usage === 'none') return { meta: null }
  const credits = toCredits(price)
  if (usage === 'usd_spent') return { meta: { usage: { credits_used: credits, usd_spent: toUsdNumber(price) } } }
  return { meta: { usage: { [usage]: credits } } }
}

function headersOf(
  { id, clientRequestId: echo, price }: GenerationRow,
  active: ActiveScenarios,
): Record<string, string> {
  const { costHeaders = true } = settingsOf(active, 'aimlapi-dialect')
  const cost = {
    'x-aimlapi-credits-used': String(toCredits(price)),
    'x-aimlapi-usd-spent': formatUsd(price).replace('$', ''),
  }
  return {
    'x-inference-id': id,
    ...(echo === null ? {} : { 'x-client-request-id': echo }),
    ...(costHeaders ? cost : {}),
  }
}
