import { formatUsd, type NanoUsd } from '../../../shared/domain/money.ts'
import { settingsOf } from '../scenario.ts'
import type { RunflowContext } from './context.ts'
import { downloadLink, withLinks } from './links.ts'
import { progressOf } from './progress.ts'
import type { RunEnd, RunRow } from './rows.ts'

type Fields = Readonly<Record<string, unknown>>

/** The run record of Runflow §3, with every link signed anew. */
export function runRecord(run: RunRow, context: RunflowContext): Fields {
  const { status, startedAtMs } = progressOf(run, context.clock.nowMs())
  return {
    id: run.id,
    status_code: status,
    target_type: 'model',
    target_version: null,
    model_id: '0197c1de-0000-7000-8000-00000000000a',
    flow_id: null,
    org_id: context.orgId,
    created_by: null,
    source_code: 'api',
    input: withLinks(run.model, run.input, context),
    context: null,
    batch_id: null,
    client_ref: run.clientRef,
    request_id: run.requestId,
    created_at: isoUtc(run.createdAtMs),
    started_at: startedAtMs === null ? null : isoUtc(startedAtMs),
    callback_url: run.callbackUrl,
    metadata: run.metadata,
    has_logs: false,
    has_node_runs: false,
    links: null,
    ...(run.end ? ended(run, run.end, context) : { ...unended, [stageField(run)]: null }),
  }
}

const unended: Fields = {
  output: null,
  duration_ms: null,
  cost: null,
  completed_at: null,
  failure_code: null,
  failure_message: null,
}

function ended(run: RunRow, end: RunEnd, context: RunflowContext): Fields {
  return {
    output: outputOf(run, end, context),
    duration_ms: end.atMs - run.createdAtMs,
    cost: end.charged > 0 ? decimal(end.charged) : null,
    completed_at: isoUtc(end.atMs),
    failure_code: end.failure?.code ?? null,
    failure_message: end.failure?.message ?? null,
    [stageField(run)]: end.failure?.stage ?? null,
  }
}

/** The name of this field is told in two ways (Runflow §15). */
function stageField({ plan }: RunRow): string {
  return plan.failureStageField ?? 'failure_stage_code'
}

/** The normalised output of Runflow §5; null unless something was made. */
export function outputOf(run: RunRow, end: RunEnd, context: RunflowContext): Fields | null {
  if (end.status !== 'succeeded' && end.status !== 'partial_succeeded') return null
  const { outputs: form = 'outputs', nsfw } = settingsOf([{ kind: 'run', ...run.plan }], 'run')
  const outputs = end.outputs.flatMap((id) => {
    const row = context.tables.outputs.get(id)
    return row ? [{ row, url: downloadLink('output', id, context) }] : []
  })
  const facts = {
    seed: end.seed,
    timing: { inference_ms: run.plan.runningMs },
    nsfw_detected: nsfw === undefined ? false : nsfw,
  }
  if (form === 'image_urls') return { image_urls: outputs.map(({ url }) => url), ...facts }
  return {
    outputs: outputs.map(({ row, url }) => ({
      type: 'image',
      url,
      width: row.width,
      height: row.height,
      content_type: row.mimeType,
    })),
    ...facts,
  }
}

/** "0.04": dollars as Runflow writes them. */
export function decimal(amount: NanoUsd): string {
  return formatUsd(amount).replace('$', '')
}

export function isoUtc(atMs: number): string {
  return new Date(atMs).toISOString()
}
