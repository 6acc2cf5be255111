import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { failure, type FakeProvider } from '../../../support/fake-provider.ts'
import { createTestRun, filesBelow } from '../../../support/test-run.ts'
import { buildRecipe } from '../../../support/test-library.ts'
import { AppError } from '../../../../shared/errors.ts'

const gone = () => failure('refused', 'result-lost')
const died = () => new AppError('worker-failed', 'The picture process ended on this picture, twice.')

/** As when every link is dead. */
function fetchingOnlyFiles({ fetchImage }: FakeProvider): FakeProvider['fetchImage'] {
  return (image, ...rest) => (image.kind === 'file' ? fetchImage(image, ...rest) : Promise.reject(gone()))
}

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
