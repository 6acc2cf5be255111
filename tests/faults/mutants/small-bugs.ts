import type { Random } from '../random.ts'
import { bug, type Bug, type Change } from './bug.ts'

/** Parts of suites that see a bug without a death. */
export type SmallSuite =
  'caps' | 'races' | 'clicks' | 'cancels when waiting' | 'cancels when reserved' | 'names' | 'names of files' | 'access'

export interface SmallBug extends Bug {
  readonly suite: SmallSuite
}

function inSuite(suite: SmallSuite, name: string, ...changes: readonly Change[]): SmallBug {
  return { suite, ...bug(name, ...changes) }
}

const money = [
  inSuite('caps', 'a hold counts for nothing', [
    'batches/journal/ledger.ts',
    'const used = addMoney(reserved, charged)',
    'const used = addMoney(charged, nanoUsd(reserved * 0))',
  ]),
  inSuite('caps', 'a cap is passed by the last one', [
    'batches/journal/ledger.ts',
    'if (used + amount <= cap) continue',
    'if (used < cap) continue',
  ]),
  inSuite('caps', 'the month is only a day', [
    'batches/journal/ledger.ts',
    'cap: caps.month, scope: monthScope(account.mode, account.day)',
    'cap: caps.month, scope: dayScope(account.mode, account.day)',
  ]),
  inSuite('caps', 'what nobody answered is given back', [
    'batches/journal/journal.ts',
    'ledger.assume(account(item, attempt), attempt.price)',
    'ledger.release(account(item, attempt), attempt.price)',
  ]),
  inSuite('caps', 'the attempt stays when the cap refuses it', [
    'batches/journal/journal.ts',
    `ledger.reserve({ attemptId: id, batchId: item.batchId, mode: item.mode, day }, price, caps)
    items.change(item.id, { status: 'reserved' })
    return latestAttempt(database, item.id)
  })`,
    `items.change(item.id, { status: 'reserved' })
    return latestAttempt(database, item.id)
  })
  ledger.reserve({ attemptId: id, batchId: item.batchId, mode: item.mode, day }, price, caps)`,
  ]),
]

const atOnce = [
  inSuite('races', 'the lease is ignored', [
    'history/lease.ts',
    'if (lock === null) return null',
    'if (lock === null) return { release: () => undefined }',
  ]),
  inSuite('clicks', 'a yes is taken twice', [
    'desk/plans.ts',
    'const starting = starts.get(planId) ?? begin(planId)',
    'const starting = begin(planId)',
  ]),
  inSuite('clicks', 'nobody asks what is there already', [
    'batches/run/earlier-result.ts',
    'if (batch.again) return null\n',
    'if (batch.again || itemId !== null) return null\n',
  ]),
  inSuite('cancels when waiting', 'a cancel leaves what is waited for', [
    'batches/run/await-run.ts',
    'const outcome = await pollOnce(context, runId)',
    'if (!context.gate.isOpen) return\n    const outcome = await pollOnce(context, runId)',
  ]),
  inSuite('cancels when reserved', 'what is reserved is sent after a cancel', [
    'batches/run/submit.ts',
    "if (!gate.maySend) throw new AppError('cancelled', stoppedByUser.message)",
    '',
  ]),
]

const names = [
  inSuite('names', 'devices are names', [
    '../shared/domain/safe-name.ts',
    'return reserved.test(base) ? `${base}_${stem.slice(base.length)}` : stem',
    'return reserved.test(base) ? stem : stem',
  ]),
  inSuite('names of files', 'only the very same name is taken', [
    '../shared/domain/safe-name.ts',
    "return name.normalize('NFD').toLowerCase().toUpperCase().normalize('NFC')",
    'return name',
  ]),
  inSuite(
    'names',
    'a template leads out',
    ['../shared/domain/output-name.ts', String.raw`/^\s*\.+\s*$/.test(segment)`, "segment === '.'"],
    ['../shared/domain/output-name.ts', 'texts.slice(0, -1).map(safeFolderName)', 'texts.slice(0, -1)'],
  ),
  inSuite(
    'names of files',
    'what is there is replaced',
    ['library/publish.ts', 'const existing = names.has(wanted)', 'const existing = names.has(wanted) && null'],
    [
      'library/place-file.ts',
      'const linked = await tryLink(fileSystem, temporary, path)',
      'await replace(fileSystem, temporary, path)\n  const linked = String(path)',
    ],
  ),
]

const access = [
  inSuite('access', 'redirects are believed', [
    'providers/image-fetcher.ts',
    'const url = parseFileUrl(address, { allowsLocal: isLocal })',
    'const url = hop > 0 ? new URL(address) : parseFileUrl(address, { allowsLocal: isLocal })',
  ]),
  inSuite('access', 'names are believed', [
    'providers/public-address.ts',
    'addresses.filter(({ address }) => isAllowed(address))',
    'addresses',
  ]),
  inSuite('access', 'an address inside another is believed', [
    'providers/public-address.ts',
    "return global.check(address, 'ipv6') && !notPublic.check(address, 'ipv6')",
    "return !notPublic.check(address, 'ipv6')",
  ]),
  inSuite('access', 'calls come as they are', [
    'ipc/dispatch.ts',
    'if (!parsed.success) throw',
    'if (!parsed.success) return raw as Inputs[C]\n  if (!parsed.success) throw',
  ]),
  inSuite('access', 'frames inside are believed', [
    'hosts/desktop/sender-guard.ts',
    'return frame.parent === null && frame.frameToken === mainFrame.frameToken && frame.processId === mainFrame.processId',
    'return frame.processId === mainFrame.processId',
  ]),
]

/** What a program must not do either. */
export const smallBugs: readonly SmallBug[] = [...money, ...names, ...access, ...atOnce]

/** One each for two of the suites, others with each seed; races take minutes to be seen. */
export function quickBugs(random: Random): readonly SmallBug[] {
  const quick = atOnce.filter(({ suite }) => suite !== 'races')
  const one = [money, names, access, quick].flatMap((bugs) => random.shuffle(bugs).slice(0, 1))
  return random.shuffle(one).slice(0, 2)
}
