import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { verifyOutputs, type FileVerdict } from '../../../electron/history/verify.ts'
import { createTestRun } from '../../support/test-run.ts'

async function verdicts(run: ReturnType<typeof createTestRun>, batchId: string | null = null): Promise<FileVerdict[]> {
  const found: FileVerdict[] = []
  for await (const { verdict } of verifyOutputs(run.database, batchId, new AbortController().signal))
    found.push(verdict)
  return found
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
  const results = verifyOutputs(run.database, null, stop.signal)
  await expect(results[Symbol.asyncIterator]().next()).rejects.toThrow('stopped')
})
