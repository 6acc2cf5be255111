import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { createContentHashes } from '../../../electron/pictures/content-hashes.ts'
import type { TableChange } from '../../../electron/table/added-news.ts'
import { createIntake } from '../../../electron/table/intake.ts'
import type { Failure } from '../../../shared/errors.ts'
import type { IntakeState } from '../../../shared/ipc/rows.ts'
import { createTestTable, writeTo } from '../../support/table-parts.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { eventually } from '../../support/eventually.ts'

// Thousands of files on a busy machine.

function createTestIntake(change: Partial<Parameters<typeof createIntake>[0]> = {}) {
  const parts = createTestTable()
  const states: IntakeState[] = []
  const changes: TableChange[] = []
  const notices: Failure[] = []
  const errors: unknown[] = []
  const intake = createIntake({
    table: parts.table,
    hashes: createContentHashes(parts.database),
    outputs: parts.library.outputs,
    outputFolders: () => [],
    onState: (state) => states.push(state),
    onAdded: (added) => changes.push(added),
    onNotice: (failure) => notices.push(failure),
    log: { error: (_message, details) => errors.push(details) },
    ...change,
  })
  const names = () => parts.table.list(-1, 5_000, 'paid').rows.map(({ folder, name }) => `${folder}/${name}`)
  return { ...parts, intake, states, changes, notices, errors, names, folder: temporaryFolder() }
}

it('puts the pictures of a folder on the table and says what it left out', async () => {
  const { intake, folder, names, states, changes } = createTestIntake()
  writeTo(folder, 'shoot/a.jpg')
  writeTo(folder, 'shoot/day 1/b.png')
  writeTo(folder, 'shoot/.DS_Store')
  intake.add([join(folder, 'shoot')])
  expect(intake.state()).toMatchObject({ phase: 'looking', last: null })
  await intake.ended()
  expect(names()).toEqual(['shoot/a.jpg', 'shoot/day 1/b.png'])
  expect(intake.state()).toEqual({
    phase: 'idle',
    found: 2,
    received: null,
    last: {
      added: 2,
      known: 0,
      duplicates: 0,
      leftOutCount: 1,
      cutOff: null,
      leftOut: [{ path: join(folder, 'shoot', '.DS_Store'), reason: 'junk' }],
    },
  })
  expect(states.at(-1)).toEqual(intake.state())
  expect(changes).toEqual([{ ids: [1, 2], isWhole: false }])
})

it('counts what has the same bytes as another and keeps it on the table', async () => {
  const { intake, folder, names } = createTestIntake()
  writeTo(folder, 'first/a.jpg', 'the same')
  writeTo(folder, 'first/b.jpg', 'the same')
  writeTo(folder, 'first/c.jpg', 'no other')
  intake.add([join(folder, 'first')])
  await intake.ended()
  expect(intake.state().last).toMatchObject({ added: 3, duplicates: 1 })

  writeTo(folder, 'second/d.jpg', 'the same')
  writeTo(folder, 'second/e.jpg', 'no other')
  writeTo(folder, 'second/f.jpg', 'its own bytes')
  intake.add([join(folder, 'second')])
  await intake.ended()
  expect(intake.state().last).toMatchObject({ added: 3, duplicates: 2 })
  expect(names()).toHaveLength(6)
})

it('tells files apart that differ only where it does not look first', async () => {
  const { intake, folder } = createTestIntake()
  const bytes = Buffer.alloc(400_000, 7)
  writeTo(folder, 'a.jpg', bytes)
  writeTo(folder, 'b.jpg', bytes)
  bytes[100_000] = 8
  writeTo(folder, 'c.jpg', bytes)
  intake.add([folder])
  await intake.ended()
  expect(intake.state().last).toMatchObject({ added: 3, duplicates: 1 })
})

it('counts a file that is gone by then as no duplicate', async () => {
  const hashes = { hashOf: vi.fn<() => Promise<string>>() }
  const { intake, folder, notices, table } = createTestIntake({ hashes })
  await table.add([{ path: '/gone/a.jpg', root: '/gone', relativePath: 'a.jpg', bytes: 4, mtimeMs: 1 }])
  writeTo(folder, 'b.jpg', 'four')
  intake.add([folder])
  await intake.ended()
  expect(intake.state().last).toMatchObject({ added: 1, duplicates: 0 })
  expect(hashes.hashOf).not.toHaveBeenCalled()
  expect(notices).toEqual([])
})

it('says what was there already', async () => {
  const { intake, folder, changes } = createTestIntake()
  writeTo(folder, 'a.jpg')
  intake.add([folder])
  await intake.ended()
  intake.add([join(folder, 'a.jpg')])
  await intake.ended()
  expect(intake.state().last).toMatchObject({ added: 0, known: 1 })
  expect(changes).toEqual([{ ids: [1], isWhole: false }])
})

it.each(['', 'shoot', './shoot', 'shoot/../a.jpg', '/a\0b'])(
  'refuses the path %j, and everything beside it',
  (path) => {
    const { intake, folder, states } = createTestIntake()
    writeTo(folder, 'a.jpg')
    expect(() => intake.add([folder, path])).toThrow(expect.objectContaining({ code: 'invalid-request' }))
    expect(intake.state().phase).toBe('idle')
    expect(states).toEqual([])
  },
)

it('does nothing for a choice of nothing', () => {
  const { intake, states } = createTestIntake()
  intake.add([])
  expect(states).toEqual([])
})

it('asks before it adds more than five thousand, and adds them after a yes', async () => {
  const { intake, folder, table, changes } = createTestIntake()
  for (let index = 0; index <= 5_000; index += 1) writeTo(folder, `${index}.jpg`, 'x'.repeat(index + 1))
  intake.add([folder])
  await eventually(() => expect(intake.state()).toMatchObject({ phase: 'asking', found: 5_001 }))
  expect(table.total()).toBe(0)
  const other = temporaryFolder()
  writeTo(other, 'later.jpg', 'z')
  intake.add([other])
  intake.confirm()
  await intake.ended()
  expect(table.total()).toBe(5_002)
  expect(intake.state()).toMatchObject({ phase: 'idle', last: { added: 1, duplicates: 0 } })
  // Two thousand are named; the rest is left to one look at the end.
  const ofLarge = changes.slice(0, -1)
  expect(ofLarge.flatMap(({ ids }) => ids)).toHaveLength(2_000)
  expect(ofLarge.map(({ isWhole }) => isWhole).lastIndexOf(true)).toBe(ofLarge.length - 1)
})

it('adds nothing when the question is answered with stop, and forgets what waits behind', async () => {
  const { intake, folder, table } = createTestIntake()
  for (let index = 0; index <= 5_000; index += 1) writeTo(folder, `${index}.jpg`)
  intake.add([folder])
  await eventually(() => expect(intake.state().phase).toBe('asking'))
  intake.add([join(folder, '1.jpg')])
  intake.stop()
  await intake.ended()
  expect(intake.state()).toMatchObject({ phase: 'idle', last: null })
  expect(table.total()).toBe(0)
})

it('can be stopped while it looks, and used again at once', async () => {
  const { intake, folder, names, notices } = createTestIntake()
  writeTo(folder, 'a/a.jpg')
  writeTo(folder, 'b/b.jpg')
  intake.add([join(folder, 'a')])
  intake.stop()
  intake.add([join(folder, 'b')])
  await intake.ended()
  expect(names()).toEqual(['b/b.jpg'])
  expect(notices).toEqual([])
})

it('tells of a failure it did not foresee, logs it, and goes on with the next', async () => {
  const parts = createTestTable()
  let isFirst = true
  const { intake, folder, notices, errors } = createTestIntake({
    table: {
      page: parts.table.page,
      add: (found, signal) => {
        if (!isFirst) return parts.table.add(found, signal)
        isFirst = false
        return Promise.reject(new Error('a bug'))
      },
    },
  })
  writeTo(folder, 'a.jpg')
  intake.add([folder])
  await eventually(() => expect(notices).toHaveLength(1))
  expect(notices).toMatchObject([{ code: 'unexpected' }])
  expect(errors).toMatchObject([{ message: 'a bug' }])
  intake.add([folder])
  await intake.ended()
  expect(parts.table.total()).toBe(1)
  expect(intake.state().last).toMatchObject({ added: 1 })
})

it('neither follows links out of a folder nor takes what it made itself', async () => {
  const outside = temporaryFolder()
  writeTo(outside, 'secret.jpg')
  const folder = temporaryFolder()
  const { intake, names } = createTestIntake({ outputFolders: () => [join(folder, 'out')] })
  writeTo(folder, 'a.jpg')
  writeTo(folder, 'out/a.png')
  symlinkSync(join(outside, 'secret.jpg'), join(folder, 'link.jpg'))
  intake.add([folder])
  await intake.ended()
  expect(names()).toHaveLength(1)
  expect(
    intake
      .state()
      .last?.leftOut.map(({ reason }) => reason)
      .toSorted(),
  ).toEqual(['link', 'own-output'])
})

it('says how far files on their way are, at most ten times a second', async () => {
  const { intake, states } = createTestIntake()
  for (let files = 0; files < 500; files += 1) intake.receiving({ files, of: 500, bytes: files })
  expect(states).toHaveLength(1)
  expect(intake.state()).toMatchObject({ phase: 'receiving', received: { files: 499 } })
  await eventually(() => expect(states).toHaveLength(2))
  expect(states.at(-1)).toEqual(intake.state())
  intake.receiving(null)
  expect(intake.state()).toMatchObject({ phase: 'idle', received: null })
})

it('keeps the first thousand of what it left out', async () => {
  const { intake, folder } = createTestIntake()
  for (let index = 0; index < 1_200; index += 1) writeTo(folder, `note ${index}.txt`)
  intake.add([folder])
  await intake.ended()
  expect(intake.state().last).toMatchObject({ added: 0, leftOutCount: 1_200 })
  expect(intake.state().last?.leftOut).toHaveLength(1_000)
})

it('takes a folder that vanished as one that is missing', async () => {
  const { intake, folder } = createTestIntake()
  rmSync(folder, { recursive: true })
  intake.add([folder])
  await intake.ended()
  expect(intake.state().last).toMatchObject({ added: 0, leftOut: [{ path: folder, reason: 'missing' }] })
})

it('adds what came by way of a browser without a question, and says how much did not come', async () => {
  const { intake, folder, table } = createTestIntake()
  for (let index = 0; index <= 5_000; index += 1) writeTo(folder, `many/${index}.jpg`, 'x'.repeat(index + 1))
  intake.addReceived([join(folder, 'many')], { files: 5_001, of: 5_010 })
  await intake.ended()
  expect(table.total()).toBe(5_001)
  expect(intake.state().last).toMatchObject({ added: 5_001, cutOff: { files: 5_001, of: 5_010 } })
})

it('has what came by way of a browser on the table before it ends, and nothing else that was still to be asked', async () => {
  const { intake, folder, names } = createTestIntake()
  for (let index = 0; index <= 5_000; index += 1) writeTo(folder, `many/${index}.jpg`, 'x'.repeat(index + 1))
  intake.add([join(folder, 'many')])
  await eventually(() => expect(intake.state().phase).toBe('asking'))
  intake.add([writeTo(folder, 'other/b.jpg')])
  intake.addReceived([writeTo(folder, 'came/a.jpg')], null)
  intake.leave()
  await intake.ended()
  expect(names()).toEqual(['came/a.jpg'])
})
