import { pixelsOf } from '../support/pictures.ts'
import type { Cell } from './faults.ts'
import type { Outcome } from './lane.ts'

const ends = new Set(['done', 'failed', 'unresolved', 'parked'])

/** What holds for every fault of every call. */
export async function judgeOutcome(cell: Cell, outcome: Outcome): Promise<string[]> {
  return [
    ...judgeEnd(outcome),
    ...judgeMoney(cell, outcome),
    ...(await judgeFiles(outcome)),
    ...judgePause(cell, outcome),
    ...judgeRetryAfter(cell, outcome),
  ]
}

function statusOf({ atEnd }: Outcome): string {
  return atEnd.item?.item.status ?? 'gone'
}

function judgeEnd(outcome: Outcome): string[] {
  const codes = [outcome.afterFault, outcome.atEnd].map(({ item }) => item?.item.failure?.code)
  return [
    ...(ends.has(statusOf(outcome)) ? [] : [`ends as ${statusOf(outcome)}`]),
    ...(codes.includes('unexpected') ? ['ends with what nobody foresaw'] : []),
  ]
}

function judgeMoney(cell: Cell, outcome: Outcome): string[] {
  if (isLie(cell)) return []
  const { atEnd, paid } = outcome
  const charged = paid.reduce((sum, request) => sum + request.charged, 0)
  const status = statusOf(outcome)
  const found: string[] = []
  if (paid.length > 1) found.push(`accepted ${paid.length} times`)
  if (atEnd.charged + atEnd.reserved < charged) found.push(`${charged} was charged, the ledger knows ${atEnd.charged}`)
  if (charged > 0 && status !== 'done' && !mayBeLost(cell)) found.push(`paid for and ${status}`)
  return found
}

/** The answer to the paid request of AIML API is the one place where its result can be found (AIML API §7). */
function mayBeLost({ service, operation }: Cell): boolean {
  return service === 'aimlapi' && operation === 'submit'
}

async function judgeFiles(outcome: Outcome): Promise<string[]> {
  const { files } = outcome
  const isDone = statusOf(outcome) === 'done'
  const found: string[] = []
  if (isDone && files.length !== 1) found.push(`done with ${files.length} files`)
  if (!isDone && files.length > 0) found.push(`${statusOf(outcome)} and yet there is ${files.join(', ')}`)
  for (const path of files) if (!(await isPicture(path))) found.push(`${path} is no picture`)
  return found
}

/**
 * AIML API says of its own 5xx that it charged nothing (AIML API §4, §7). A service that charges all the same breaks its
 * word, and no client can tell.
 */
function isLie({ service, operation, fault }: Cell): boolean {
  const isOwnFailure = fault.kind === 'status' && fault.status === 500 && fault.when === 'after'
  return service === 'aimlapi' && operation === 'submit' && isOwnFailure
}

async function isPicture(path: string): Promise<boolean> {
  return pixelsOf(path).then(
    () => true,
    () => false,
  )
}

/** 401, 402 and 403 would meet every other item too; 403 of a file host speaks of a link alone. */
function judgePause({ operation, fault }: Cell, { afterFault }: Outcome): string[] {
  if (fault.kind !== 'status' || ![401, 402, 403].includes(fault.status)) return []
  if (operation === 'upload' || operation === 'download') return []
  return afterFault.batchStatus === 'paused' && afterFault.pauseCode !== null
    ? []
    : [`${fault.status} leaves the batch ${afterFault.batchStatus}`]
}

const mostLateMs = 1_000

/** The same request comes again not before the service said, and within a second after, but for what held up everything here. */
function judgeRetryAfter({ operation, fault, service }: Cell, { seen, heldUpMs }: Outcome): string[] {
  if (fault.kind !== 'status' || fault.retryAfterS === undefined) return []
  const [first, second] = seen.filter(({ kind }) => kind === operation)
  if (first === undefined || second === undefined) return [`${service} ${operation} was not tried again`]
  const waitedMs = second.atMs - first.atMs
  // A date has whole seconds, so it may name a moment up to one earlier.
  const leastMs = fault.retryAfterS * 1_000 - (fault.retryAfterAs === 'date' ? 1_000 : 0)
  if (waitedMs < leastMs) return [`tried again after ${waitedMs} ms, asked for ${fault.retryAfterS} s`]
  const mostMs = fault.retryAfterS * 1_000 + mostLateMs + heldUpMs
  return waitedMs > mostMs ? [`tried again only after ${waitedMs} ms`] : []
}
