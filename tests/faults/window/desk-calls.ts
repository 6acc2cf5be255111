import { statSync } from 'node:fs'
import type { Desk } from '../../../electron/desk/desk.ts'
import { channelNames } from '../../../shared/ipc/channels.ts'
import type { Random } from '../random.ts'
import { filesBelow, sha256Of } from '../support/files.ts'
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

/** These have the person choose, or walk folders for as long as it takes; one of them is asked with words that lead to none. */
const left = new Set(['intake:add-typed', 'intake:samples'])
const leadsToFolder = /^(\.\.|)$/

interface HostileCalls {
  readonly count: number
  readonly random: Random
  readonly bait: string
  readonly secret: string
  /** Files and folders that no call may touch. */
  readonly mustStay: readonly string[]
}

/** A page that was taken over asks the whole engine for anything with anything. */
export async function askHostile(
  desk: Desk,
  { count, random, bait, secret, mustStay }: HostileCalls,
): Promise<SuiteResult> {
  const words = wordsFor(bait)
  const violations: string[] = []
  const channels = channelNames.filter((name) => !left.has(name))
  let answered = 0
  const typed = words.filter((path) => !leadsToFolder.test(path)).map((path) => ['intake:add-typed', { path }] as const)
  const before = standingOf(mustStay)
  for (let number = 0; number < count + typed.length; number += 1) {
    const [channel, input] = typed[number - count] ?? hostileCall(random, channels, words)
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
  const after = standingOf(mustStay)
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    if (before.get(path) !== after.get(path)) violations.push(`Calls made, changed or removed ${path}`)
  }
  return { counts: { 'hostile calls': count + typed.length, 'of them answered': answered }, violations }
}

/** What every file of somebody else holds. */
function standingOf(paths: readonly string[]): ReadonlyMap<string, string> {
  const files = paths.flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : [path]))
  return new Map(files.map((path) => [path, sha256Of(path)]))
}

function hostileCall(random: Random, channels: readonly string[], words: readonly string[]) {
  const others = ['constructor', '__proto__', '', 'app:read ']
  return [random.pick(random.chance(0.97) ? channels : others), hostile(random, words, 3)] as const
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
