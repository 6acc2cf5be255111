import { createSenderGuard, type IsTrusted } from '../../../electron/hosts/desktop/sender-guard.ts'
import type { Random } from '../random.ts'
import type { SuiteResult } from '../suite.ts'

type Event = Parameters<IsTrusted>[0]

const origin = 'lightbench://app'
const strangeOrigins = [
  'lightbench://app.example',
  'lightbench://app:80',
  'lightbench-picture://picture',
  'https://app',
  'file://',
  'null',
  '',
  'LIGHTBENCH://APP',
  'lightbench://app@example',
] as const
const strangeUrls = [
  'about:blank',
  'lightbench://app.example/',
  'https://example.com/#lightbench://app/',
  'file:///app',
  '',
  'javascript:1',
] as const

/** Frames that may not ask anything: each is our own page in all but one or more respects. */
export function trySenders(count: number, random: Random): SuiteResult {
  const violations: string[] = []
  const isTrusted = createSenderGuard(() => ownWindow as never)
  if (!isTrusted(toEvent(own))) violations.push('Our own page was turned away')
  for (let index = 0; index < count; index += 1) {
    const spoiled = random.shuffle(spoilers).slice(0, random.int(1, 3))
    const strange = spoiled.reduce((before, { spoil }) => spoil(before, random), own)
    if (isTrusted(toEvent(strange))) violations.push(`Believed: ${spoiled.map(({ name }) => name).join(', ')}`)
  }
  return { counts: { 'strange senders': count }, violations }
}

/** Of Electron's objects the guard reads nothing else. */
interface Sender {
  readonly window: object
  readonly frame: Readonly<Record<string, unknown>> | null
}

const alive = { detached: false, isDestroyed: () => false }
const mainFrame = { frameToken: 'main', processId: 7, parent: null, origin, url: `${origin}/`, ...alive }
const ownWindow = { isDestroyed: () => false, mainFrame }
const own: Sender = { window: ownWindow, frame: mainFrame }

function toEvent({ window, frame }: Sender): Event {
  return { sender: window, senderFrame: frame } as unknown as Event
}

interface Spoiler {
  readonly name: string
  readonly spoil: (sender: Sender, random: Random) => Sender
}

const spoilers: readonly Spoiler[] = [
  { name: 'another window', spoil: (sender) => ({ ...sender, window: { ...ownWindow } }) },
  inFrame('a frame inside', () => ({ parent: {}, frameToken: 'inner' })),
  inFrame('another frame', () => ({ frameToken: 'other' })),
  inFrame('another process', () => ({ processId: 8 })),
  inFrame('another origin', (random) => ({ origin: random.pick(strangeOrigins) })),
  inFrame('another page', (random) => ({ url: random.pick(strangeUrls) })),
  inFrame('a frame that is gone', (random) => random.pick([{ detached: true }, { isDestroyed: () => true }])),
  { name: 'no frame', spoil: (sender) => ({ ...sender, frame: null }) },
]

function inFrame(name: string, change: (random: Random) => object): Spoiler {
  return {
    name,
    spoil: (sender, random) => ({ ...sender, frame: sender.frame && { ...sender.frame, ...change(random) } }),
  }
}
