import { existsSync, writeFileSync } from 'node:fs'
import type { RequestMessage, WorkerMessage } from '../../../../electron/images/protocol.ts'

/** Behaves as the source of its task says, written as `behaviour` or `behaviour:path`. */
const behaviours: Readonly<Record<string, (id: number, path: string) => void>> = {
  answer: (id) => done(id, facts),
  hang: () => undefined,
  die: () => die(),
  // The path marks whether one process has died of it already.
  'die-once': (id, path) => (existsSync(path) ? done(id, facts) : (writeFileSync(path, ''), die())),
  memory: () => send({ kind: 'memory', rssBytes: 1 }),
  grown: (id) => send({ kind: 'done', id, value: facts, rssBytes: 10 ** 12 }),
  nonsense: (id) => done(id, { format: 'exe' }),
  garbage: () => process.send?.({ what: 'is this' }),
  late: (id) => (done(id + 1000, null), done(id, facts)),
  environment: (id) => fail(id, JSON.stringify({ environment: process.env, arguments: process.argv.slice(2) })),
  'write-and-hang': (_, path) => writeFileSync(path, 'half'),
  // The first process leaves its number and hangs; the next one says its own.
  'mark-and-hang': (id, path) =>
    existsSync(path) ? fail(id, String(process.pid)) : writeFileSync(path, String(process.pid)),
  pid: (id) => fail(id, String(process.pid)),
}

const facts = {
  format: 'png',
  width: 1,
  height: 1,
  orientation: 1,
  profile: null,
  hasAlpha: false,
  bitDepth: 8,
  takenAt: null,
  bytes: 1,
  sha256: '0'.repeat(64),
}

process.on('message', ({ id, task }: RequestMessage) => {
  const [name = '', path = ''] = task.source.split(':')
  behaviours[name]?.(id, path)
})
process.on('disconnect', die)
send({ kind: 'ready' })

function done(id: number, value: unknown): void {
  send({ kind: 'done', id, value, rssBytes: 1 })
}

function fail(id: number, detail: string): void {
  send({ kind: 'failed', id, failure: { code: 'picture-unreadable', message: 'No.', detail }, rssBytes: 1 })
}

function send(message: WorkerMessage): void {
  process.send?.(message)
}

function die(): void {
  process.kill(process.pid, 'SIGKILL')
}
