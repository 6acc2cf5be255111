import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { createGate } from '../../../../electron/batches/run/gate.ts'
import { buildResult, failure, type FakeProvider } from '../../../support/fake-provider.ts'
import { createTestRun, filesBelow } from '../../../support/test-run.ts'
import { buildRecipe } from '../../../support/test-library.ts'
import { nanoUsd } from '../../../../shared/domain/money.ts'
import { AppError } from '../../../../shared/errors.ts'
import type { ConflictRule } from '../../../../shared/domain/output-rules.ts'

const price = nanoUsd(40_000_000)
const result = (...names: string[]) =>
  buildResult({ images: names.map((name) => ({ kind: 'url', url: `https://files.example/${name}`, flagged: false })) })
const gone = () => failure('refused', 'result-lost')
const died = () => new AppError('worker-failed', 'The picture process ended on this picture, twice.')
const recipeWith = (conflict: ConflictRule) => ({ output: { ...buildRecipe().output, conflict } })

/** As when every link is dead. */
function fetchingOnlyFiles({ fetchImage }: FakeProvider): FakeProvider['fetchImage'] {
  return (image, ...rest) => (image.kind === 'file' ? fetchImage(image, ...rest) : Promise.reject(gone()))
}

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

it('fetches a kept result again when its file was taken away', async () => {
  const run = createTestRun()
  writeFileSync(run.context.batch.outputFolder, 'a file where the folder should be')
  await run.run()
  rmSync(run.context.batch.outputFolder)
  rmSync(join(run.folder, 'recovery'), { recursive: true })
  expect(await run.afterRestart()).toEqual({ status: 'done', pause: null })
  expect(run.provider.submitted).toHaveLength(1)
  expect(run.outputTexts()).toHaveLength(1)
})

it('finds kept bytes again that the journal did not learn of', async () => {
  const run = createTestRun()
  writeFileSync(run.context.batch.outputFolder, 'a file where the folder should be')
  const { put } = run.outputs
  const forgetful: typeof run.outputs = {
    ...run.outputs,
    put: (output) => {
      if (output.state === 'kept') throw new AppError('disk-full', 'The drive is full.')
      put(output)
    },
  }
  await run.afterRestart({ outputs: forgetful })
  rmSync(run.context.batch.outputFolder)
  run.provider.answers.fetch.push(...Array.from({ length: 4 }, gone))
  expect(await run.afterRestart()).toEqual({ status: 'done', pause: null })
  expect(run.outputTexts()).toEqual(['picture at https://files.example/1.png'])
  expect(filesBelow(join(run.folder, 'recovery'))).toEqual([])
})

it('leaves no copy behind although the process died before it could remove it', async () => {
  const run = createTestRun()
  writeFileSync(run.context.batch.outputFolder, 'a file where the folder should be')
  await run.run()
  const [kept = ''] = filesBelow(join(run.folder, 'recovery'))
  const bytes = readFileSync(kept)
  rmSync(run.context.batch.outputFolder)
  const { journal } = run.context
  const dying: typeof journal = {
    ...journal,
    item: (id, change, durability) => {
      if (change.status === 'done') throw new Error('killed')
      journal.item(id, change, durability)
    },
  }
  await run.afterRestart({ journal: dying })
  writeFileSync(kept, bytes)
  expect(await run.afterRestart()).toEqual({ status: 'done', pause: null })
  expect(filesBelow(join(run.folder, 'recovery'))).toEqual([])
})

it('publishes a kept result once although the process died between its name and the journal', async () => {
  const run = createTestRun()
  const { outputFolder } = run.context.batch
  writeFileSync(outputFolder, 'a file where the folder should be')
  await run.run()
  rmSync(outputFolder)
  const { setState } = run.outputs
  const dying: typeof run.outputs = {
    ...run.outputs,
    setState: (...change) => {
      setState(...change)
      throw new Error('killed')
    },
  }
  await run.afterRestart({ outputs: dying })
  expect(run.outputTexts()).toHaveLength(1)
  expect(await run.afterRestart()).toEqual({ status: 'done', pause: null })
  expect(run.outputTexts()).toHaveLength(1)
  expect(filesBelow(join(run.folder, 'recovery'))).toEqual([])
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

it('publishes what was received when finishing breaks it', async () => {
  const run = createTestRun()
  run.context.metadata.write = ({ target }) => Promise.resolve(writeFileSync(target, 'broken'))
  expect(await run.run()).toEqual({ status: 'done', pause: null })
  expect(run.outputTexts()).toEqual(['picture at https://files.example/1.png'])
  expect(run.warnings).toEqual(['the finished result is no picture; it is published as received'])
  expect(filesBelow(join(run.folder, 'recovery'))).toEqual([])
})

it('publishes what was received when the picture process ends on finishing it', async () => {
  const run = createTestRun({ recipe: { output: { ...buildRecipe().output, format: 'jpeg' } } })
  run.context.images.finish = () => Promise.reject(died())
  expect(await run.run()).toEqual({ status: 'done', pause: null })
  expect(run.outputTexts()).toEqual(['picture at https://files.example/1.png'])
})

it('waits for a busy machine to look at a paid picture, and fetches it once', async () => {
  const run = createTestRun()
  const { check } = run.context.images
  let looks = 0
  run.context.images.check = (path) => {
    looks += 1
    return looks < 4 ? Promise.reject(new AppError('picture-timeout', 'It took too long.')) : check(path)
  }
  run.provider.answers.fetch.push('first', 'fetched again')
  expect(await run.run()).toEqual({ status: 'done', pause: null })
  expect(run.outputTexts()).toEqual(['first'])
})

it('keeps downloaded bytes that the picture process ends on, and needs no link to take them up again', async () => {
  const run = createTestRun()
  const { check } = run.context.images
  run.context.images.check = () => Promise.reject(died())
  await run.run()
  const [held = 'nothing'] = filesBelow(join(run.folder, 'recovery'))
  expect(run.item()).toMatchObject({ status: 'parked', failure: { code: 'worker-failed' } })
  expect(run.item().failure?.message).toContain(held)
  run.provider.fetchImage = fetchingOnlyFiles(run.provider)
  await run.afterRestart()
  expect(filesBelow(join(run.folder, 'recovery')), 'also when it ends on it again').toEqual([held])
  run.context.images.check = check
  expect(await run.afterRestart()).toEqual({ status: 'done', pause: null })
  expect(run.outputTexts()).toEqual(['picture at https://files.example/1.png'])
  expect(filesBelow(join(run.folder, 'recovery'))).toEqual([])
  expect(run.provider.submitted).toHaveLength(1)
})

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
