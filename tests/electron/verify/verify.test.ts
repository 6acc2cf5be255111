import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { createVerify } from '../../../electron/verify/create-verify.ts'
import type { VerifiedOutput } from '../../../electron/verify/verify.ts'
import { sha256Of } from '../../support/made-results.ts'
import { createTestRun } from '../../support/test-run.ts'

type Run = ReturnType<typeof createTestRun>

const verifyOf = (run: Run) => createVerify({ ...run, now: () => run.clock.now() })

async function verified(
  run: Run,
  { batchId = null, lookIn = [] }: { batchId?: string | null; lookIn?: readonly string[] } = {},
): Promise<VerifiedOutput[]> {
  const found: VerifiedOutput[] = []
  const request = { batchId, lookIn, signal: new AbortController().signal }
  for await (const output of verifyOf(run).run(request)) found.push(output)
  return found
}

/** Results of the fake service may have the same bytes, and what has the same bytes cannot be told apart. */
function giveBytesOfItsOwn({ database }: Run, path: string): void {
  writeFileSync(path, `the bytes of ${path} alone`)
  database.run('UPDATE output SET sha256 = :sha256, bytes = :bytes WHERE path = :path', {
    path,
    sha256: sha256Of(path),
    bytes: statSync(path).size,
  })
}

async function verdicts(run: Run, batchId: string | null = null) {
  return (await verified(run, { batchId })).map(({ verdict }) => verdict)
}

it('tells what was edited, what is gone and what cannot be read from what is as it was written', async () => {
  const run = createTestRun({ count: 4 })
  await run.run()
  expect(await verdicts(run)).toEqual(['unchanged', 'unchanged', 'unchanged', 'unchanged'])
  writeFileSync(run.outputPaths(1)[0]!, 'edited')
  rmSync(run.outputPaths(2)[0]!)
  rmSync(run.outputPaths(3)[0]!)
  mkdirSync(run.outputPaths(3)[0]!)
  expect((await verdicts(run)).toSorted()).toEqual(['edited', 'missing', 'unchanged', 'unreadable'])
})

it('remembers what it found, for history to show', async () => {
  const run = createTestRun({ count: 2 })
  await run.run()
  rmSync(run.outputPaths(1)[0]!)
  await verified(run)
  const kept = run.database.all('SELECT file_verdict, verified_at IS NOT NULL AS dated FROM output ORDER BY path')
  expect(kept).toMatchObject([
    { file_verdict: 'unchanged', dated: 1 },
    { file_verdict: 'missing', dated: 1 },
  ])
})

it('finds a result by its bytes that was renamed in its folder or lies in another that is named', async () => {
  const run = createTestRun({ count: 3 })
  await run.run()
  const [first, second] = [run.outputPaths(0)[0]!, run.outputPaths(1)[0]!]
  giveBytesOfItsOwn(run, first)
  giveBytesOfItsOwn(run, second)
  const renamed = join(dirname(first), 'renamed by hand.png')
  const elsewhere = join(run.folder, 'another drive', 'x.png')
  mkdirSync(dirname(elsewhere))
  renameSync(first, renamed)
  renameSync(second, elsewhere)

  const near = await verified(run)
  expect(near[0]).toMatchObject({ path: run.outputPaths(2)[0]!, verdict: 'unchanged', foundAt: null })
  const found = new Map(near.map(({ path, verdict, foundAt }) => [path, [verdict, foundAt]]))
  expect(found.get(first)).toEqual(['moved', renamed])
  expect(found.get(second)).toEqual(['missing', null])
  const far = await verified(run, { lookIn: [dirname(elsewhere)] })
  const places = new Map(far.map(({ path, verdict, foundAt }) => [path, [verdict, foundAt]]))
  expect(places.get(first)).toEqual(['moved', renamed])
  expect(places.get(second)).toEqual(['moved', elsewhere])
})

it('takes the places of moved results for theirs, and then finds them unchanged', async () => {
  const run = createTestRun({ count: 2 })
  await run.run()
  const renamed = join(dirname(run.outputPaths(0)[0]!), 'renamed.png')
  renameSync(run.outputPaths(0)[0]!, renamed)
  const found = await verified(run)
  expect(verifyOf(run).relink(found)).toBe(1)
  expect(run.outputPaths(0)).toEqual([renamed])
  expect(await verdicts(run)).toEqual(['unchanged', 'unchanged'])
})

it('never takes the file of another result for a moved one, though it has the same bytes', async () => {
  const run = createTestRun({ count: 2 })
  await run.run()
  const [first, second] = [run.outputPaths(0)[0]!, run.outputPaths(1)[0]!]
  run.database.run(
    'UPDATE output SET sha256 = (SELECT sha256 FROM output WHERE path = :second), bytes = (SELECT bytes FROM output WHERE path = :second) WHERE path = :first',
    { first, second },
  )
  rmSync(first)
  expect((await verdicts(run)).toSorted()).toEqual(['missing', 'unchanged'])
})

it('does not ask after what was moved to the bin', async () => {
  const run = createTestRun({ count: 2 })
  await run.run()
  const [path] = run.outputPaths(0)
  run.database.run(`UPDATE output SET binned_at = '2026-11-21T10:00:00Z' WHERE path = :path`, { path: path! })
  rmSync(path!)
  expect(verifyOf(run).count(null)).toBe(1)
  expect(await verdicts(run)).toEqual(['unchanged'])
})

it('says that a later result took the name of an earlier one', async () => {
  const first = createTestRun({ recipe: { prompt: 'one' } })
  await first.run()
  const second = createTestRun({ library: first, recipe: { prompt: 'two' }, content: () => 'another' })
  await second.run()
  const [later] = second.outputPaths()
  first.database.run('UPDATE output SET path = :path', { path: later! })
  expect(await verdicts(first)).toEqual(['replaced', 'unchanged'])
  expect(await verdicts(first, second.context.batch.id)).toEqual(['unchanged'])
})

it('stops when it is told to', async () => {
  const run = createTestRun({ count: 2 })
  await run.run()
  const stop = new AbortController()
  stop.abort(new Error('stopped'))
  const results = verifyOf(run).run({ batchId: null, lookIn: [], signal: stop.signal })
  await expect(results[Symbol.asyncIterator]().next()).rejects.toThrow('stopped')
})
