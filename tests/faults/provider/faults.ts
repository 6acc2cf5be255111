import type { AimlapiRequestKind, RunflowRequestKind } from '../../../electron/practice/requests.ts'
import type { Scenario } from '../../../electron/practice/scenario.ts'

export type Fault = Extract<
  Scenario,
  {
    kind:
      'delay' | 'drop' | 'hang' | 'status' | 'redirect' | 'gzip-bomb' | 'brotli-bomb' | 'drip' | 'cut' | 'content-type'
  }
>

type StatusFault = Extract<Fault, { kind: 'status' }>

function status(code: number, rest: Partial<StatusFault> = {}): StatusFault {
  return { ...rest, kind: 'status', status: code }
}

const redirects = ([301, 302, 303, 307, 308] as const).map((code): Fault => ({
  kind: 'redirect',
  status: code,
  location: 'http://127.0.0.1:9/elsewhere',
}))

/** JSON whose fields are there and of other types than any service says. */
const wrongTypes = JSON.stringify({
  id: { of: 7 },
  run_id: ['a'],
  status: 7,
  outputs: 'none',
  image_urls: { 0: null },
  data: { url: -1 },
  meta: [],
  upload_url: true,
  file_url: 0,
  error: [[]],
})

/** What one answer may be spoiled with. `before`: nothing was accepted; `after`: the work was done and charged. */
export const faults: readonly Fault[] = [
  { kind: 'delay', ms: 300 },
  { kind: 'drop' },
  { kind: 'drop', when: 'after' },
  { kind: 'hang' },
  { kind: 'hang', when: 'after' },
  { kind: 'cut', of: 'length' },
  { kind: 'cut', of: 'chunked' },
  { kind: 'cut', of: 'gzip' },
  { kind: 'drip', bytesAtOnce: 200, everyMs: 1 },
  { kind: 'drip', bytesAtOnce: 1, everyMs: 500 },
  { kind: 'gzip-bomb', megabytes: 300 },
  { kind: 'brotli-bomb', megabytes: 300 },
  { kind: 'content-type', value: 'text/html' },
  status(200, { body: 'html' }),
  status(200, { body: 'html', when: 'after' }),
  status(200, { body: 'empty', when: 'after' }),
  status(200, { body: 'text', when: 'after' }),
  status(200, { body: 'text', message: wrongTypes }),
  status(200, { body: 'text', message: wrongTypes, when: 'after' }),
  status(200, { body: 'text', message: '[[null]]', when: 'after' }),
  status(400, { body: 'text', message: wrongTypes }),
  status(400),
  status(401),
  status(402),
  status(403),
  status(404),
  status(408, { when: 'after' }),
  status(409),
  status(413),
  status(422),
  status(429, { retryAfterS: 1 }),
  status(429, { retryAfterS: 3, retryAfterAs: 'date' }),
  status(429, { hasRateLimitHeaders: true }),
  status(500),
  status(500, { when: 'after' }),
  status(502, { when: 'after', body: 'html' }),
  status(503, { retryAfterS: 1 }),
  status(504, { when: 'after', body: 'empty' }),
  ...redirects,
]

/** The calls of one item at each service. */
export const operations = {
  runflow: ['upload-session', 'upload', 'confirmation', 'submit', 'poll', 'download'],
  aimlapi: ['submit', 'download'],
} as const satisfies { runflow: readonly RunflowRequestKind[]; aimlapi: readonly AimlapiRequestKind[] }

export type Operation = (typeof operations)['runflow'][number]

export interface Cell {
  readonly service: 'runflow' | 'aimlapi'
  readonly operation: Operation
  readonly fault: Fault
}

export const cells: readonly Cell[] = [
  ...operations.runflow.flatMap((operation) =>
    faults.map((fault) => ({ service: 'runflow' as const, operation, fault })),
  ),
  ...operations.aimlapi.flatMap((operation) =>
    faults.map((fault) => ({ service: 'aimlapi' as const, operation, fault })),
  ),
]

export function nameCell({ service, operation, fault }: Cell): string {
  return `${service} ${operation}: ${JSON.stringify(fault)}`
}
