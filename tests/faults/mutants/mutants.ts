import type { Candidate } from '../crash-points/candidates.ts'
import { bug, type Bug, type Change } from './bug.ts'
import { smallBugs } from './small-bugs.ts'

/** A bug that shows when the process dies at the wrong moment: how, and at which moments it should first be looked for. */
export interface DeadlyBug extends Bug {
  readonly shows: RegExp
  readonly at: Candidate['kind']
}

interface Showing {
  readonly shows: RegExp
  readonly at: Candidate['kind']
}

function shownBy(showing: Showing, name: string, ...changes: readonly Change[]): DeadlyBug {
  return { ...showing, ...bug(name, ...changes) }
}

const paidTwice = /was accepted \d+ times|was charged and is not in the journal/
const lostOrTorn = /is torn|is lost|is not what the library says|has 0 results|is kept nowhere/

/** What an engine must not do, as the suite promises to notice it. */
export const promised: readonly DeadlyBug[] = [
  shownBy({ shows: paidTwice, at: 'unanswered' }, 're-send on recovery', [
    'batches/run/settle-unanswered.ts',
    'if (!answer.isProof || !provider.canResend) return journal.unresolved(item, known, notFound(known))',
    '',
  ]),
  shownBy({ shows: lostOrTorn, at: 'publishing' }, 'write in place', [
    'library/publish.ts',
    'if (await placeNew(fileSystem, temporary, path)) {',
    `const { readFile, open } = await import('node:fs/promises')
    const [bytes, file] = [await readFile(temporary), await open(path, 'wx')]
    for (let at = 0; at < bytes.length; at += 64) await file.write(bytes.subarray(at, at + 64))
    await file.close()
    if (true) {`,
  ]),
  shownBy(
    { shows: lostOrTorn, at: 'publishing' },
    'commit before fsync',
    [
      'library/durable-file.ts',
      'await file.sync()\n      await checkSize(file, bytes, path)',
      'await checkSize(file, bytes, path)',
    ],
    ['library/copy-file.ts', 'await target.sync()', ''],
  ),
  shownBy({ shows: lostOrTorn, at: 'publishing' }, 'no folder fsync', [
    'library/durable-file.ts',
    'if (fileSystem.isWindows) return\n',
    'if (fileSystem.isWindows || folder.length > 0) return\n',
  ]),
  shownBy(
    { shows: lostOrTorn, at: 'full disk' },
    'ignore a short write',
    ['library/durable-file.ts', 'while (written < bytes.length) {', 'while (written === 0 && bytes.length > 0) {'],
    ['library/durable-file.ts', 'if (size !== BigInt(bytes)) {', 'if (size > BigInt(bytes)) {'],
  ),
  shownBy(
    { shows: /is reserved, but open requests|The spend of .* says .* its entries/, at: 'unsent' },
    'reserve outside the transaction',
    [
      'batches/journal/journal.ts',
      `ledger.reserve({ attemptId: id, batchId: item.batchId, mode: item.mode, day }, price, caps)
    items.change(item.id, { status: 'reserved' })
    return latestAttempt(database, item.id)
  })`,
      `items.change(item.id, { status: 'reserved' })
    return latestAttempt(database, item.id)
  })
  ledger.reserve({ attemptId: id, batchId: item.batchId, mode: item.mode, day }, price, caps)`,
    ],
  ),
]

const furtherOnes: readonly DeadlyBug[] = [
  shownBy({ shows: paidTwice, at: 'unsent' }, 'send before the journal knows', [
    'batches/run/submit.ts',
    `journal.submitting(item, attempt, { ...wire, keyMark: markKey(call.apiKey, attempt.id) })
    const answer = await sendOnce(context, item, { ...sending, call })`,
    `const answer = await sendOnce(context, item, { ...sending, call })
    journal.submitting(item, attempt, { ...wire, keyMark: markKey(call.apiKey, attempt.id) })`,
  ]),
  shownBy({ shows: lostOrTorn, at: 'publishing' }, 'done before the file is there', [
    'batches/run/place-result.ts',
    `const path = await publishOrKeep(`,
    `setPublished(context, { attempt, output }, output.path)
    database.transaction('full', () => context.journal.item(item.id, { status: 'done' }, 'full'))
    const path = await publishOrKeep(`,
  ]),
  shownBy({ shows: paidTwice, at: 'unanswered' }, 'a new key for each sending', [
    'batches/run/submit.ts',
    'return { id, batchId: item.batchId, itemId: item.id, ...startedAtMs }',
    'return { id: crypto.randomUUID(), batchId: item.batchId, itemId: item.id, ...startedAtMs }',
  ]),
]

export const bugs: readonly DeadlyBug[] = [...promised, ...furtherOnes]

export function findBug(name: string): Bug {
  const found = [...bugs, ...smallBugs].find((candidate) => candidate.name === name)
  if (found === undefined) throw new Error(`There is no mutant “${name}”`)
  return found
}
