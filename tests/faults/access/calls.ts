import { createDispatch, type Handlers } from '../../../electron/ipc/dispatch.ts'
import { channelNames } from '../../../shared/ipc/channels.ts'
import { inputs } from '../../../shared/ipc/inputs.ts'
import type { Random } from '../random.ts'
import type { SuiteResult } from '../suite.ts'

/** A page that was taken over may call anything with anything. */
export async function tryCalls(count: number, random: Random): Promise<SuiteResult> {
  const violations: string[] = []
  let reached = 0
  const handlers = Object.fromEntries(
    channelNames.map((channel) => [
      channel,
      (input: unknown) => {
        reached += 1
        if (!inputs[channel].safeParse(input).success) violations.push(`${channel} got ${JSON.stringify(input)}`)
        return null
      },
    ]),
  ) as unknown as Handlers // Answers are of no interest here, only what gets through.
  const dispatch = createDispatch(handlers, { error: (message) => violations.push(`A bug met: ${message}`) })
  for (let call = 0; call < count; call += 1) {
    const channel = random.chance(0.9)
      ? random.pick(channelNames)
      : random.pick(['__proto__', 'constructor', 'toString', '', 'jobs:*'])
    try {
      const reply = await dispatch(channel, malformed(random, 3))
      if (!reply.ok && reply.error.code === 'unexpected') violations.push(`${channel} answers “unexpected”`)
    } catch (thrown) {
      violations.push(`${channel} threw ${String(thrown)}`)
    }
  }
  const polluted = 'polluted' in {}
  if (polluted) violations.push('A call changed the prototype of all objects')
  return { counts: { calls: count, 'calls that were well formed': reached }, violations }
}

const words = [
  '',
  '../../etc/passwd',
  '\0',
  'x'.repeat(100_000),
  '__proto__',
  'file:///etc/passwd',
  '1e999',
  '-1',
  'paid',
  'runflow/reve/edit',
] as const
const keys = [
  'id',
  'ids',
  'all',
  'path',
  'paths',
  'key',
  'service',
  'recipe',
  'selection',
  'sources',
  'batchId',
  'mode',
  'limit',
  '__proto__',
  'constructor',
] as const

function malformed(random: Random, depth: number): unknown {
  if (depth === 0 || random.chance(0.4)) {
    return random.pick([
      undefined,
      null,
      true,
      Number.NaN,
      Infinity,
      -1,
      1.5,
      2 ** 60,
      10n,
      Symbol.iterator,
      () => 1,
      new Date(Number.NaN),
      ...words,
    ])
  }
  if (random.chance(0.3)) return Array.from({ length: random.int(0, 5) }, () => malformed(random, depth - 1))
  if (random.chance(0.1)) return JSON.parse('{"__proto__": {"polluted": true}, "id": "x"}')
  return Object.fromEntries(
    Array.from({ length: random.int(0, 4) }, () => [random.pick(keys), malformed(random, depth - 1)]),
  )
}
