import type { ScenarioCommand } from '../../../electron/practice/scenario-command.ts'
import type { AimlapiScenario, RunflowScenario } from '../../../electron/practice/scenario.ts'
import type { Random } from '../random.ts'

/** What now and then happens to a request at Runflow. None of it lets a client wait for longer than a moment. */
const atRunflow = {
  'upload-session': [{ kind: 'drop' }, { kind: 'status', status: 503, retryAfterS: 20 }],
  upload: [{ kind: 'drop' }, { kind: 'status', status: 500 }],
  confirmation: [{ kind: 'cut', of: 'chunked' }],
  submit: [
    { kind: 'drop' },
    { kind: 'drop', when: 'after' },
    { kind: 'cut', of: 'gzip' },
    { kind: 'status', status: 429, retryAfterS: 30 },
    { kind: 'status', status: 502, body: 'html', when: 'after' },
    { kind: 'status', status: 402 },
    { kind: 'status', status: 422 },
    { kind: 'run', end: 'failed' },
    { kind: 'run', runningMs: 90_000 },
  ],
  poll: [
    { kind: 'drop' },
    { kind: 'status', status: 503, retryAfterS: 40 },
    { kind: 'status', status: 200, body: 'html' },
    { kind: 'gzip-bomb', megabytes: 8 },
  ],
  download: [
    { kind: 'drop' },
    { kind: 'cut', of: 'length' },
    { kind: 'cut', of: 'gzip' },
    { kind: 'brotli-bomb', megabytes: 64 },
  ],
} as const satisfies Record<string, readonly RunflowScenario[]>

/** The same at AIML API. */
const atAimlapi = {
  submit: [
    { kind: 'drop' },
    { kind: 'drop', when: 'after' },
    { kind: 'cut', of: 'chunked' },
    { kind: 'status', status: 429, retryAfterS: 30 },
    { kind: 'status', status: 500 },
    { kind: 'status', status: 402 },
    { kind: 'status', status: 400 },
    { kind: 'generation', takesMs: 60_000 },
  ],
  download: [{ kind: 'drop' }, { kind: 'cut', of: 'chunked' }, { kind: 'status', status: 503 }],
} as const satisfies Record<string, readonly AimlapiScenario[]>

/** Spoils about one request in `each` of every kind, the same ones for the same seed. */
export function planMishaps(random: Random, { items, each }: { readonly items: number; readonly each: number }) {
  return [
    ...planFor('runflow', atRunflow, { random: random.fork('runflow'), items, each }),
    ...planFor('aimlapi', atAimlapi, { random: random.fork('aimlapi'), items, each }),
  ]
}

interface Planning {
  readonly random: Random
  readonly items: number
  readonly each: number
}

function planFor(
  service: ScenarioCommand['service'],
  kinds: Readonly<Record<string, readonly unknown[]>>,
  { random, items, each }: Planning,
): ScenarioCommand[] {
  return Object.entries(kinds).flatMap(([request, mishaps]) =>
    Array.from({ length: items }, (_, index) => index + 1)
      .filter(() => random.chance(1 / each))
      // Each service has mishaps of its own schema only, which the tables above are checked for.
      .map((n) => ({ service, rule: 'nth', request, n, scenarios: [random.pick(mishaps)] }) as ScenarioCommand),
  )
}
