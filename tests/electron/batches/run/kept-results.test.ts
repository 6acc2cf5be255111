import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { failure } from '../../../support/fake-provider.ts'
import { createTestRun, filesBelow } from '../../../support/test-run.ts'
import { AppError } from '../../../../shared/errors.ts'

const gone = () => failure('refused', 'result-lost')

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
