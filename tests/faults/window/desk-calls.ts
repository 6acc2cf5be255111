import type { Desk } from '../../../electron/desk/desk.ts'
import { channelNames } from '../../../shared/ipc/channels.ts'
import type { Random } from '../random.ts'
import type { SuiteResult } from '../suite.ts'

/** Words that would lead somewhere if they were believed; `bait` is a file outside of everything. */
function wordsFor(bait: string): readonly string[] {
  return [
    bait,
    `file://${bait}`,
    '../../../../etc/passwd',
    '..',
    '',
    '\0',
    '__proto__',
    'a'.repeat(70_000),
    '-1',
    '%2e%2e%2f',
    'https://example.com/',
    'javascript:1',
    "'; DROP TABLE batch; --",
    'runflow',
    'paid',
    '\ud800',
  ]
}

const keys = [
  'id',
  'ids',
  'itemId',
  'batchId',
  'planId',
  'sourceId',
  'undo',
  'key',
  'service',
  'provider',
  'url',
  'link',
  'text',
  'name',
  'value',
  'after',
  'limit',
  'selection',
  'recipe',
  'sample',
  'outputFolder',
  'cap',
  'again',
  'decision',
  'folder',
  'picture',
  'pictures',
  'words',
] as const

/** These have the person choose, or walk folders, as long as they take. */
const left = new Set(['intake:add-typed', 'intake:samples'])

/** A page that was taken over asks the whole engine for anything with anything. */
export async function askHostile(
  desk: Desk,
  { count, random, bait, secret }: { count: number; random: Random; bait: string; secret: string },
): Promise<SuiteResult> {
  const words = wordsFor(bait)
  const violations: string[] = []
  const channels = channelNames.filter((name) => !left.has(name))
  let answered = 0
  for (let number = 0; number < count; number += 1) {
    const channel = random.chance(0.97)
      ? random.pick(channels)
      : random.pick(['constructor', '__proto__', '', 'app:read '])
    const input = hostile(random, words, 3)
    try {
      const reply = await desk.dispatch(channel, input)
      if (reply.ok) answered += 1
      else if (reply.error.code === 'unexpected')
        violations.push(`call ${number}: ${channel} met a bug with ${show(input).slice(0, 300)}`)
      if (show(reply).includes(secret))
        violations.push(`call ${number}: ${channel} gave away a file with ${show(input).slice(0, 300)}`)
    } catch (thrown) {
      violations.push(`call ${number}: ${channel} threw ${String(thrown)} with ${show(input).slice(0, 300)}`)
    }
  }
  return { counts: { 'hostile calls': count, 'of them answered': answered }, violations }
}

function hostile(random: Random, words: readonly string[], depth: number): unknown {
  if (depth === 0 || random.chance(0.25)) {
    return random.pick<unknown>([undefined, null, true, -1, 0, 1.5, Number.NaN, Infinity, 2 ** 53, ...words, ...words])
  }
  if (random.chance(0.15)) return Array.from({ length: random.int(0, 4) }, () => hostile(random, words, depth - 1))
  const count = random.int(1, 3)
  return Object.fromEntries(Array.from({ length: count }, () => [random.pick(keys), hostile(random, words, depth - 1)]))
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value)
}
