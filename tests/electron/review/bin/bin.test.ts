import {
  appendFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { isTemporaryName } from '../../../../electron/library/durable-file.ts'
import { openLockFile } from '../../../../electron/history/lock-file.ts'
import { AppError } from '../../../../shared/errors.ts'
import { createFaultyFileSystem } from '../../../support/faulty-file-system.ts'
import { addOutput, createTestReviews } from '../test-reviews.ts'

const dayMs = 86_400_000
const keptIn = (folder: string): string[] =>
  readdirSync(join(folder, 'removed')).filter((name) => name.endsWith('.kept'))

it('moves results to the bin in one go, and puts them back as they were', async () => {
  const test = createTestReviews()
  const paths = test.outputs.map(({ path }) => path)
  const { undo, changed, failed } = await test.reviews.bin(test.ids)
  expect({ changed, failed }).toEqual({ changed: 3, failed: [] })
  expect(paths.filter((path) => existsSync(path))).toEqual([])
  expect(readdirSync(test.bin)).toHaveLength(3)
  expect(test.binnedAt()).not.toBeNull()
  expect(test.library.database.all('SELECT is_binned FROM history_entry WHERE is_binned = 1')).toHaveLength(3)
  expect(test.told).toEqual([true])

  await test.reopen().undo(undo)
  expect(paths.map((path) => readFileSync(path, 'utf8'))).toEqual(['result 0', 'result 1', 'result 2'])
  expect([test.binnedAt(0), test.binnedAt(2)]).toEqual([null, null])
  expect(keptIn(test.library.folder)).toEqual([])
  await expect(test.reviews.undo(undo)).rejects.toMatchObject({ message: 'This is undone already.' })
})

it('takes no room twice: what it keeps is a second name of the same file', async () => {
  const test = createTestReviews({ count: 1 })
  const { ino } = statSync(test.output().path)
  await test.reviews.bin(test.ids)
  expect(statSync(join(test.library.folder, 'removed', `${test.ids[0]!}.kept`)).ino).toBe(ino)
})

it('copies where the drive knows no second names, and puts that back all the same', async () => {
  const fileSystem = createFaultyFileSystem({ linkCode: 'EXDEV' })
  const test = createTestReviews({ count: 1, fileSystem })
  const { undo, changed } = await test.reviews.bin(test.ids)
  expect(changed).toBe(1)
  await test.reopen().undo(undo)
  expect(readFileSync(test.output().path, 'utf8')).toBe('result 0')
})

it('leaves files alone that somebody worked on, that are gone, that became links, or are not in their place yet', async () => {
  const test = createTestReviews({ count: 4 })
  const [edited, same, gone, linked] = test.outputs.map(({ path }) => path)
  appendFileSync(edited!, ' with my own touch')
  writeFileSync(same!, 'RESULT 1')
  rmSync(gone!)
  renameSync(linked!, `${linked!}.real`)
  symlinkSync(`${linked!}.real`, linked!)
  const kept = addOutput(test.library, test.items[0]!.id, { text: 'kept', state: 'kept' })
  const { changed, failed } = await test.reviews.bin([...test.ids, kept.id])
  expect(changed).toBe(0)
  expect(failed.map(({ path, failure }) => [path, failure.code])).toEqual(
    expect.arrayContaining([
      [edited, 'result-changed'],
      [same, 'result-changed'],
      [gone, 'file-missing'],
      [linked, 'result-changed'],
      [kept.path, 'invalid-request'],
    ]),
  )
  expect(readFileSync(edited!, 'utf8')).toBe('result 0 with my own touch')
  expect(readdirSync(test.bin)).toEqual([])
  expect(keptIn(test.library.folder)).toEqual([])
  const verdicts = test.library.database.all<{ verdict: string }>(
    'SELECT file_verdict AS verdict FROM output WHERE file_verdict IS NOT NULL',
  )
  expect(verdicts).toEqual([{ verdict: 'missing' }])
})

it('does not take the file of a later result for that of an earlier one', async () => {
  const test = createTestReviews({ count: 1 })
  const later = addOutput(test.library, test.items[0]!.id, { path: test.output().path, text: 'result 0' })
  const { changed, failed } = await test.reviews.bin([test.ids[0]!, later.id])
  expect(changed).toBe(1)
  expect(failed).toMatchObject([{ failure: { code: 'result-changed' } }])
  expect(test.binnedAt()).toBeNull()
})

it('says what the bin refused, and changes nothing of it', async () => {
  const test = createTestReviews()
  const refused = test.output(1).path
  const { moveToBin } = test.machine
  test.machine.moveToBin = (path) =>
    path === refused ? Promise.reject(new AppError('bin-refused', 'The bin is full.')) : moveToBin(path)
  const { undo, changed, failed } = await test.reviews.bin(test.ids)
  expect(changed).toBe(2)
  expect(failed).toEqual([{ path: refused, failure: { code: 'bin-refused', message: 'The bin is full.' } }])
  expect(test.binnedAt(1)).toBeNull()
  expect(keptIn(test.library.folder)).toHaveLength(2)
  await test.reviews.undo(undo)
  expect(readFileSync(refused, 'utf8')).toBe('result 1')
})

it('counts a file that left its place as binned, whatever the bin said afterwards', async () => {
  const test = createTestReviews({ count: 1 })
  const { moveToBin } = test.machine
  test.machine.moveToBin = async (path) => {
    await moveToBin(path)
    throw new AppError('bin-refused', 'Something came in between.')
  }
  expect(await test.reviews.bin(test.ids)).toMatchObject({ changed: 1, failed: [] })
  expect(test.binnedAt()).not.toBeNull()
})

it('gives a result a number where its name was taken meanwhile, and the library follows', async () => {
  const test = createTestReviews({ count: 1 })
  const { path } = test.output()
  const { undo } = await test.reviews.bin(test.ids)
  writeFileSync(path, 'somebody else was here')
  await test.reviews.undo(undo)
  const numbered = path.replace(/\.jpg$/, ' (2).jpg')
  expect(test.output().path).toBe(numbered)
  expect(readFileSync(numbered, 'utf8')).toBe('result 0')
  expect(readFileSync(path, 'utf8')).toBe('somebody else was here')
})

it('finds a result in its place that was taken out of the bin by hand', async () => {
  const test = createTestReviews({ count: 1 })
  const { path } = test.output()
  const { undo } = await test.reviews.bin(test.ids)
  renameSync(join(test.bin, '1.jpg'), path)
  rmSync(join(test.library.folder, 'removed', `${test.ids[0]!}.kept`))
  await test.reviews.undo(undo)
  expect(test.binnedAt()).toBeNull()
  expect(readdirSync(dirname(path))).toHaveLength(1)
})

it('puts back what it can, says what it cannot, and can be asked again', async () => {
  const test = createTestReviews()
  const { undo } = await test.reviews.bin(test.ids)
  const kept = join(test.library.folder, 'removed', `${test.ids[1]!}.kept`)
  renameSync(kept, `${kept}.away`)
  await expect(test.reviews.undo(undo)).rejects.toMatchObject({
    code: 'file-missing',
    message: expect.stringContaining('1 of 3 results could not be put back') as string,
  })
  expect([test.binnedAt(0), test.binnedAt(2)]).toEqual([null, null])
  renameSync(`${kept}.away`, kept)
  await test.reviews.undo(undo)
  expect(readFileSync(test.output(1).path, 'utf8')).toBe('result 1')
})

it('does not put back bytes that were changed by way of the bin', async () => {
  const test = createTestReviews({ count: 1 })
  const { undo } = await test.reviews.bin(test.ids)
  appendFileSync(join(test.bin, '1.jpg'), ' edited in the bin')
  await expect(test.reviews.undo(undo)).rejects.toMatchObject({ code: 'file-missing' })
  expect(existsSync(test.output().path)).toBe(false)
})

it('keeps what it put back apart from the file in the bin', async () => {
  const test = createTestReviews({ count: 1 })
  const { undo } = await test.reviews.bin(test.ids)
  await test.reviews.undo(undo)
  appendFileSync(join(test.bin, '1.jpg'), ' edited in the bin')
  expect(readFileSync(test.output().path, 'utf8')).toBe('result 0')
})

it('forgets kept bytes after two weeks, and at once when asked', async () => {
  const test = createTestReviews()
  const { clock, folder } = test.library
  await test.reviews.bin([test.ids[0]!])
  clock.setNow(new Date(clock.now().getTime() + 10 * dayMs))
  await test.reviews.bin([test.ids[1]!])
  await test.reviews.recover()
  expect(keptIn(folder)).toHaveLength(2)
  clock.setNow(new Date(clock.now().getTime() + 5 * dayMs))
  await test.reviews.recover()
  expect(keptIn(folder)).toEqual([`${test.ids[1]!}.kept`])
  await test.reviews.forgetBinned()
  expect(keptIn(folder)).toEqual([])
})

it('forgets what was kept for nothing, once it is a day old', async () => {
  const test = createTestReviews({ count: 1 })
  const { clock, folder } = test.library
  mkdirSync(join(folder, 'removed'))
  linkSync(test.output().path, join(folder, 'removed', `${test.ids[0]!}.kept`))
  clock.setNow(new Date(Date.now() + dayMs / 2))
  await test.reviews.recover()
  expect(keptIn(folder)).toHaveLength(1)
  clock.setNow(new Date(Date.now() + 2 * dayMs))
  await test.reviews.recover()
  expect(keptIn(folder)).toEqual([])
  expect(readFileSync(test.output().path, 'utf8')).toBe('result 0')
})

it('leaves the files to another process that is at it', async () => {
  const test = createTestReviews()
  mkdirSync(join(test.library.folder, 'removed'))
  const lock = openLockFile(join(test.library.folder, 'removed', 'lock.db'))!
  await expect(test.reviews.bin(test.ids)).rejects.toMatchObject({ code: 'library-busy' })
  await test.reviews.recover()
  lock.release()
  expect(await test.reviews.bin(test.ids)).toMatchObject({ changed: 3 })
})

/** Dies at the n-th thing that is done outside the library's database; false where there are not that many. */
async function dieAt(step: number, isUndo: boolean): Promise<boolean> {
  const test = createTestReviews({ count: 2 })
  const paths = test.outputs.map(({ path }) => path)
  const died = new Error('the process is gone')
  const files = createFaultyFileSystem({ failAt: step, staysBroken: true })
  const { undo } = isUndo ? await test.reviews.bin(test.ids) : { undo: null }
  let steps = 0
  let isDead = false
  const { moveToBin } = test.machine
  test.machine.moveToBin = async (path) => {
    if (isDead || (steps += 1) > step) {
      isDead = true
      throw died
    }
    await moveToBin(path)
  }
  const before = files.calls.length
  const dying = test.reopen(isUndo ? files : undefined)
  const work = undo === null ? dying.bin(test.ids) : dying.undo(undo)
  const ended = await work.then(
    () => true,
    () => false,
  )
  test.machine.moveToBin = moveToBin

  const next = test.reopen()
  await next.recover()
  const open = test.library.database.get<{ id: string }>('SELECT id FROM review_change WHERE undone_at IS NULL')
  if (open !== null) await next.undo(open.id)
  expect(paths.map((path) => readFileSync(path, 'utf8'))).toEqual(['result 0', 'result 1'])
  expect([test.binnedAt(0), test.binnedAt(1)]).toEqual([null, null])
  // A temporary file may stay; the next run that writes there takes it away.
  expect(readdirSync(dirname(paths[0]!)).filter((name) => !isTemporaryName(name))).toHaveLength(2)
  return isUndo ? files.calls.length > before && !ended : !ended
}

it('loses nothing when it dies between any two files', async () => {
  let deaths = 0
  while (await dieAt(deaths, false)) deaths += 1
  expect(deaths).toBe(2)
})

it('loses nothing when it dies at any call while it puts results back', async () => {
  let deaths = 0
  while (await dieAt(deaths, true)) deaths += 1
  expect(deaths).toBeGreaterThan(10)
}, 120_000)

it('takes a file for binned that left before anybody could write down that it was moved', async () => {
  const test = createTestReviews({ count: 2 })
  const { undo } = await test.reviews.bin(test.ids)
  test.library.database.run('UPDATE review_change SET finished_at = NULL')
  test.library.database.run('UPDATE output SET binned_at = NULL')
  renameSync(join(test.bin, '2.jpg'), test.output(1).path)
  await test.reopen().recover()
  expect(test.binnedAt(0)).not.toBeNull()
  expect(test.binnedAt(1)).toBeNull()
  await test.reopen().undo(undo)
  expect(readFileSync(test.output(0).path, 'utf8')).toBe('result 0')
})
