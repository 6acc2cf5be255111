import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { createGate } from '../../../../electron/batches/run/gate.ts'
import { buildResult, failure } from '../../../support/fake-provider.ts'
import { createTestRun } from '../../../support/test-run.ts'
import { buildRecipe } from '../../../support/test-library.ts'
import { nanoUsd } from '../../../../shared/domain/money.ts'
import { AppError } from '../../../../shared/errors.ts'
import type { ConflictRule } from '../../../../shared/domain/output-rules.ts'

const price = nanoUsd(40_000_000)
const result = (...names: string[]) =>
  buildResult({ images: names.map((name) => ({ kind: 'url', url: `https://files.example/${name}`, flagged: false })) })
const gone = () => failure('refused', 'result-lost')
const recipeWith = (conflict: ConflictRule) => ({ output: { ...buildRecipe().output, conflict } })

it('fetches the other pictures of a result of which one is lost', async () => {
  const run = createTestRun()
  const three = { kind: 'finished', result: result('1', '2', '3') } as const
  run.provider.answers.poll.push(three, three, three, three)
  run.provider.answers.fetch.push('first', gone(), gone(), gone(), gone(), 'third')
  await run.advance()
  expect(run.item()).toMatchObject({ status: 'failed', failure: { code: 'result-lost' } })
  expect(run.item().failure?.message).toMatch(/^Result 2 of 3: /)
  expect(run.outputTexts().toSorted()).toEqual(['first', 'third'])
  expect(run.spend()).toEqual({ reserved: 0, charged: price })
})

it.each([
  ['a worker that died', new AppError('worker-failed', 'The picture process ended.')],
  ['a bug of ours', new TypeError('undefined is not a function')],
])('parks a paid result after %s, and the next run fetches it', async (_name, thrown) => {
  const run = createTestRun()
  const { check } = run.context.images
  run.context.images.check = () => Promise.reject(thrown)
  const end = await run.run()
  expect(end.status).toBe('paused')
  expect(end.pause?.code).toBe(run.item().failure?.code)
  expect([run.item().status, run.attempt().state]).toEqual(['parked', 'succeeded'])
  run.context.images.check = check
  expect(await run.afterRestart()).toEqual({ status: 'done', pause: null })
  expect(run.provider.submitted).toHaveLength(1)
})

it('parks a run that was taken when reading it fails in a way nobody foresaw', async () => {
  const run = createTestRun()
  run.provider.answers.poll.push(new TypeError('undefined is not a function'))
  expect((await run.run()).status).toBe('paused')
  expect([run.item().status, run.attempt().state]).toEqual(['parked', 'accepted'])
  expect(await run.afterRestart()).toEqual({ status: 'done', pause: null })
  expect(run.provider.submitted).toHaveLength(1)
})

it('does not take a stale answer of the service for the loss of a result', async () => {
  const run = createTestRun()
  run.provider.answers.poll.push({ kind: 'finished', result: result('1') }, { kind: 'working', statusCode: 'running' })
  run.provider.answers.fetch.push(gone())
  await run.run()
  expect(run.item()).toMatchObject({ status: 'parked', failure: { code: 'provider-unavailable' } })
  await run.afterRestart()
  expect(run.item().status).toBe('done')
})

it('goes on with the others when the place of one result alone is out of order', async () => {
  const run = createTestRun({ count: 6 })
  const { outputFolder } = run.context.batch
  mkdirSync(outputFolder)
  writeFileSync(join(outputFolder, 'folder'), 'a file where a folder should be')
  run.database.run(`UPDATE item SET targets = '["folder/0"]' WHERE position = 0`)
  const end = await run.run()
  expect(end).toMatchObject({ status: 'paused', pause: { code: 'output-unwritable' } })
  expect(run.items.counts(run.context.batch.id)).toEqual({ done: 5, parked: 1 })
  const gate = createGate()
  await run.afterRestart({ gate })
  expect(gate.isOpen, 'and the next time').toBe(true)
  rmSync(join(outputFolder, 'folder'))
  expect(await run.afterRestart()).toEqual({ status: 'done', pause: null })
  expect(run.provider.submitted).toHaveLength(6)
})

it.each(['overwrite', 'overwrite-if-changed'] as const)(
  'puts a result beside a source of its name, though the rule says %s',
  async (conflict) => {
    const run = createTestRun({ recipe: recipeWith(conflict) })
    const { outputFolder } = run.context.batch
    const source = join(outputFolder, '0.png')
    mkdirSync(outputFolder)
    renameSync(run.item().sourcePath, source)
    run.database.run('UPDATE source SET path = :source', { source })
    await run.run()
    expect(run.item().status).toBe('done')
    expect(run.outputPaths()).toEqual([join(outputFolder, '0 (2).png')])
    expect(run.outputTexts().toSorted()).toEqual(['picture 0', 'picture at https://files.example/1.png'])
  },
)

it('makes a free result again in the same run when it was cleared away', async () => {
  const run = createTestRun({ recipe: { model: 'local/adjust', prompt: '' } })
  const path = join(run.folder, 'made', 'result')
  run.context.provider.submit = () => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, 'adjusted')
    const cost = { amount: nanoUsd(0), source: 'service' } as const
    const images = [{ kind: 'file', path, flagged: false }] as const
    return Promise.resolve({ kind: 'finished', runId: null, result: buildResult({ images, cost }) })
  }
  const { fetchImage } = run.provider
  let fetches = 0
  run.context.provider.fetchImage = (...call) => {
    fetches += 1
    return fetches === 1 ? Promise.reject(gone()) : fetchImage(...call)
  }
  expect(await run.run()).toEqual({ status: 'done', pause: null })
  expect(run.item().status).toBe('done')
})
