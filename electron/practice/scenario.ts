import { z } from 'zod'

/** `before`: nothing was accepted. `after`: the work was done and charged, only the answer is spoiled. */
const when = z.enum(['before', 'after']).optional()
const durationMs = z.number().min(0).optional()

/** What may go wrong on the way, the same for every request of both services. */
const transportScenarios = [
  z.strictObject({ kind: z.literal('delay'), ms: z.number().min(0) }),
  z.strictObject({ kind: z.literal('drop'), when }),
  z.strictObject({ kind: z.literal('hang'), when }),
  z.strictObject({
    kind: z.literal('status'),
    status: z.int().min(200).max(599),
    when,
    /** The service's own code and words for this status when left out. */
    code: z.string().optional(),
    message: z.string().optional(),
    retryAfterS: z.number().min(0).optional(),
    retryAfterAs: z.enum(['seconds', 'date']).optional(),
    hasRateLimitHeaders: z.boolean().optional(),
    body: z.enum(['json', 'html', 'text', 'empty']).optional(),
  }),
  z.strictObject({
    kind: z.literal('redirect'),
    status: z.union([z.literal(301), z.literal(302), z.literal(303), z.literal(307), z.literal(308)]).optional(),
    location: z.string(),
  }),
  z.strictObject({ kind: z.literal('gzip-bomb'), megabytes: z.int().min(1).max(100_000).optional() }),
  /** It is packed as a whole, which holds its zeros in memory. */
  z.strictObject({ kind: z.literal('brotli-bomb'), megabytes: z.int().min(1).max(1_024).optional() }),
  z.strictObject({ kind: z.literal('drip'), bytesAtOnce: z.int().min(1), everyMs: z.number().min(0) }),
  /** Half of the body arrives. What tells so is the content length when left out, else the missing last chunk or gzip alone. */
  z.strictObject({ kind: z.literal('cut'), of: z.enum(['length', 'chunked', 'gzip']).optional() }),
  z.strictObject({ kind: z.literal('content-type'), value: z.string() }),
] as const

/** What becomes of a Runflow run, said when it is submitted (Runflow §4, §5, §13). */
const runScenario = z.strictObject({
  kind: z.literal('run'),
  end: z.enum(['succeeded', 'failed', 'canceled', 'cancelled', 'partial_succeeded']).optional(),
  /** A cancelled run may be billed for the work already done (Runflow §6). */
  isBilled: z.boolean().optional(),
  failureCode: z.string().optional(),
  failureMessage: z.string().optional(),
  failureStageField: z.enum(['failure_stage_code', 'failure_stage']).optional(),
  outputs: z.enum(['outputs', 'image_urls', 'none']).optional(),
  nsfw: z.boolean().nullable().optional(),
  queuedMs: durationMs,
  runningMs: durationMs,
  /** So many reads find it still working, however much time has passed. */
  workingPolls: z.int().min(0).optional(),
  /** Status told while it works, such as one nobody has heard of. */
  workingStatus: z.string().optional(),
})

/** Where the statements about Runflow differ (Runflow §15). */
const runflowDialect = z.strictObject({
  kind: z.literal('runflow-dialect'),
  balance: z.enum(['decimal', 'cents']).optional(),
  cursors: z.enum(['next', 'next_pq']).optional(),
  errors: z.enum(['flat', 'nested']).optional(),
  /** `refused` brings back the former 422 for inline pictures (Runflow §8). */
  inlineData: z.enum(['accepted', 'refused']).optional(),
})

/** What becomes of one AIML API generation (AIML API §2, §8). */
const generationScenario = z.strictObject({
  kind: z.literal('generation'),
  takesMs: durationMs,
  contentViolation: z.enum(['none', 'with-image', 'without-image']).optional(),
})

/** Where the statements about AIML API differ (AIML API §11). */
const aimlapiDialect = z.strictObject({
  kind: z.literal('aimlapi-dialect'),
  status: z.union([z.literal(200), z.literal(201)]).optional(),
  usage: z.enum(['tokens_used', 'credits_used', 'usd_spent', 'none']).optional(),
  costHeaders: z.boolean().optional(),
  statusCodeAs: z.enum(['number', 'string']).optional(),
  base64As: z.enum(['bare', 'data-uri']).optional(),
  dataUri: z.enum(['accepted', 'refused']).optional(),
  outputFormat: z.enum(['refused', 'ignored']).optional(),
  unreachablePicture: z.union([z.literal(400), z.literal(500)]).optional(),
})

export const runflowScenarioSchema = z.discriminatedUnion('kind', [...transportScenarios, runScenario, runflowDialect])
export const aimlapiScenarioSchema = z.discriminatedUnion('kind', [
  ...transportScenarios,
  generationScenario,
  aimlapiDialect,
])

export type RunflowScenario = z.infer<typeof runflowScenarioSchema>
export type AimlapiScenario = z.infer<typeof aimlapiScenarioSchema>
export type Scenario = RunflowScenario | AimlapiScenario

/** What holds for one request, the latest last. */
export type ActiveScenarios = readonly Scenario[]

type Settings<K extends Scenario['kind']> = Partial<Omit<Extract<Scenario, { kind: K }>, 'kind'>>

/** All that was said of one kind, later words over earlier ones. */
export function settingsOf<K extends Scenario['kind']>(active: ActiveScenarios, kind: K): Settings<K> {
  const said = active.filter((scenario) => scenario.kind === kind)
  return Object.assign({}, ...said) as Settings<K> // The filter leaves objects of this kind only.
}
