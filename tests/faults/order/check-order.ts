import { dirname } from 'node:path'
import type { TracedCall } from '../crash-points/trace.ts'

export interface Order {
  readonly publishes: number
  readonly paidRequests: number
  readonly violations: readonly string[]
}

const publishing = new Set(['link', 'linkat', 'rename', 'renameat', 'renameat2'])
const writing = new Set(['pwrite64', 'write', 'writev', 'copy_file_range', 'sendfile', 'ftruncate'])

/**
 * Reads from a trace whether every result went bytes → sync → name → sync of the folder → commit, and whether the
 * journal was synced before the first byte of each paid request and never between.
 */
export function checkOrder(trace: readonly TracedCall[], out: string, expected: RegExp): Order {
  const violations: string[] = []
  let [publishes, paidRequests] = [0, 0]
  for (const [at, call] of trace.entries()) {
    if (publishing.has(call.name) && call.result === 0 && (call.paths[1] ?? '').startsWith(`${out}/`)) {
      publishes += 1
      violations.push(...checkPublish(trace, at))
    }
    if (expected.test(call.arguments)) {
      paidRequests += 1
      violations.push(...checkSend(trace, at, (other) => expected.test(other.arguments)))
    }
  }
  return { publishes, paidRequests, violations }
}

function checkPublish(trace: readonly TracedCall[], at: number): string[] {
  const [temporary = '', path = ''] = trace[at]?.paths ?? []
  const lastWrite = trace.findLastIndex(
    (call, index) => index < at && writing.has(call.name) && target(call) === temporary,
  )
  const synced = trace.findLastIndex((call, index) => index < at && isSync(call, temporary))
  const folderSynced = findAfter(trace, at, (call) => isSync(call, dirname(path)))
  const done = trace.findIndex((call) => isDoneLine(call, path))
  const committed = trace.findLastIndex((call, index) => index < done && isJournalSync(call))
  const found: string[] = []
  if (lastWrite < 0) found.push(`${path} was published without a byte`)
  if (synced < lastWrite) found.push(`${path} got its name before its bytes were synced`)
  if (folderSynced < 0) found.push(`The folder of ${path} was never synced`)
  else if (done < 0) found.push(`${path} was never said to be done`)
  else if (done < folderSynced) found.push(`${path} was said to be done before its name was durable`)
  else if (committed < folderSynced) found.push(`Nothing was committed between ${path} being durable and being done`)
  if (findAfter(trace, at, (call) => writing.has(call.name) && target(call) === path) >= 0)
    found.push(`${path} was written to under its name`)
  return found
}

/**
 * The command line says `submitting` right after that commit, with nothing in between. So there is such a line since the
 * last paid request, and what was written to the journal before it was synced before it. (Other items may write to the
 * journal between that line and the request; those commits need not be durable.)
 */
function checkSend(trace: readonly TracedCall[], at: number, isPaid: (call: TracedCall) => boolean): string[] {
  const said = trace.findLastIndex((call, index) => index < at && isSubmittingLine(call))
  const sentBefore = trace.findLastIndex((call, index) => index < at && isPaid(call))
  if (said < 0 || said < sentBefore) return ['A paid request was sent that is in no journal']
  const written = trace.findLastIndex(
    (call, index) => index < said && writing.has(call.name) && isJournal(target(call)),
  )
  const synced = trace.findLastIndex((call, index) => index < said && isJournalSync(call))
  return synced > written ? [] : ['A paid request was sent before its journal was synced']
}

function isSubmittingLine({ name, arguments: args }: TracedCall): boolean {
  return name === 'write' && args.startsWith('1<') && args.includes(String.raw`\"status\":\"submitting\"`)
}

/** Said right after the commit that ends the item. */
function isDoneLine({ name, arguments: args }: TracedCall, path: string): boolean {
  const isSaid = name === 'write' && args.startsWith('1<') && args.includes(String.raw`\"status\":\"done\"`)
  return isSaid && args.includes(String.raw`\"${path}\"`)
}

function target({ name, paths }: TracedCall): string {
  return (name === 'copy_file_range' ? paths[1] : paths[0]) ?? ''
}

function isJournal(path: string): boolean {
  return path.endsWith('/library.db-wal')
}

function isSync({ name, paths, result }: TracedCall, path: string): boolean {
  return (name === 'fsync' || name === 'fdatasync') && paths[0] === path && result === 0
}

function isJournalSync({ name, paths }: TracedCall): boolean {
  return (name === 'fsync' || name === 'fdatasync') && isJournal(paths[0] ?? '')
}

function findAfter(trace: readonly TracedCall[], at: number, found: (call: TracedCall) => boolean): number {
  return at < 0 ? -1 : trace.findIndex((call, index) => index > at && found(call))
}
