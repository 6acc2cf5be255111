import type { Handlers } from '../../../electron/ipc/dispatch.ts'
import { fileVerdicts } from '../../../shared/domain/review.ts'
import { libraryPartNames } from '../../../shared/ipc/care-rows.ts'
import type { CareOutputs, LibraryPartName, RoomTaken } from '../../../shared/ipc/care-rows.ts'
import type { CheckOutputs, RepairState, VerifyState } from '../../../shared/ipc/check-rows.ts'
import type { FakeLibrary } from './fake-library.ts'

const stepMs = 200

/** Checks that find something of each kind, and a library of some size. */
export function careHandlers(library: FakeLibrary): Pick<Handlers, keyof CareOutputs | keyof CheckOutputs> {
  let verify: VerifyState = {
    phase: 'idle',
    batchId: null,
    done: 0,
    total: 0,
    counts: {},
    findings: [],
    failure: null,
    endedAt: null,
  }
  let repair: RepairState = { phase: 'idle', done: 0, total: null, report: null, failure: null }
  const tellVerify = (change: Partial<VerifyState>): void => {
    verify = { ...verify, ...change }
    library.emit({ name: 'verify', payload: verify })
  }
  const tellRepair = (change: Partial<RepairState>): void => {
    repair = { ...repair, ...change }
    library.emit({ name: 'repair', payload: repair })
  }
  return {
    'library:read': () => ({
      folder: '/home/ada/.local/share/lightbench',
      sizes: Object.fromEntries(libraryPartNames.map((part, index) => [part, roomOf(index)])) as Record<
        LibraryPartName,
        RoomTaken
      >, // One entry for each part.
      backups: ['21', '20', '19'].map((day) => ({
        id: `backup-${day}`,
        path: `/home/ada/.local/share/lightbench/backups/day-2026-11-${day}.db`,
        bytes: 171_000_000,
        madeAt: `2026-11-${day}T08:12:00Z`,
      })),
      atNextStart: null,
      failedAtStart: null,
      canMove: true,
    }),
    'library:prune': () => ({ files: 1_204, bytes: 88_000_000 }),
    'library:forget-binned': () => undefined,
    'library:back-up': () => undefined,
    'library:import': () => ({ batches: 12, results: 4_301, unfinished: 1, recipes: 2, collections: 1, searches: 0 }),
    'library:at-next-start': () => undefined,
    'folders:search': ({ path }) => ({ id: `search:${path ?? ''}`, path: path ?? '/home/ada/Pictures/Old' }),
    'verify:read': () => verify,
    'verify:start': ({ batchId }) => {
      tellVerify({ phase: 'verifying', batchId, done: 0, total: 486, counts: {}, findings: [], endedAt: null })
      const step = (): void => {
        const done = Math.min(verify.total, verify.done + 40)
        tellVerify({ done, counts: { unchanged: done - 12, edited: 2, missing: 5, moved: 4, unreadable: 1 } })
        if (verify.phase !== 'verifying') return
        if (done < verify.total) setTimeout(step, stepMs)
        else tellVerify({ phase: 'done', findings: findings(), endedAt: new Date().toISOString() })
      }
      setTimeout(step, stepMs)
    },
    'verify:stop': () => tellVerify({ phase: 'stopped' }),
    'verify:relink': () => {
      const count = verify.counts.moved ?? 0
      tellVerify({ counts: { ...verify.counts, moved: 0 } })
      return count
    },
    'repair:read': () => repair,
    'repair:start': () => {
      tellRepair({ phase: 'reading', done: 40, total: 120, report: null })
      const report = { files: 480, known: 440, adopted: 31, moved: 6, copies: 3, withSource: 29, unreadable: [] }
      setTimeout(() => tellRepair({ phase: 'done', report }), 5 * stepMs)
    },
    'repair:stop': () => tellRepair({ phase: 'stopped' }),
  }
}

function roomOf(index: number): RoomTaken {
  return { files: index * index, bytes: (9 - index) ** 3 * 400_000 }
}

function findings(): VerifyState['findings'] {
  const verdicts = fileVerdicts.filter((verdict) => verdict !== 'unchanged' && verdict !== 'replaced')
  return Array.from({ length: 12 }, (_, index) => {
    const verdict = verdicts[index % verdicts.length] ?? 'missing'
    const name = `shoot-12/IMG_${String(4_000 + index)}.jpg`
    return {
      outputId: `finding-${index}`,
      batchNumber: 3,
      name,
      path: `/home/ada/Pictures/Results/${name}`,
      verdict,
      foundAt: verdict === 'moved' ? `/home/ada/Pictures/Delivered/${name}` : null,
    }
  })
}
