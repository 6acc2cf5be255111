import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { AdjustTask, WrittenPicture } from '../../../../electron/images/images.ts'
import { createLocalProvider } from '../../../../electron/providers/local/local-provider.ts'
import { AppError } from '../../../../shared/errors.ts'
import { attempt, context, editRequest, failureOf, temporaryFolder, testClient } from '../support.ts'

it('adjusts the picture for nothing and hands the file on', async () => {
  const { provider, tasks, folder } = await createTestProvider()
  const request = await editRequest('local/adjust', { parameters: { exposure: 0.5, flip: 'both', grayscale: true } })
  const wire = await provider.build(request, attempt, context())
  const outcome = await provider.submit(wire, attempt, context())
  expect(outcome).toMatchObject({
    kind: 'finished',
    runId: null,
    result: { cost: { amount: 0, source: 'service' }, isPartial: false },
  })
  expect(tasks).toMatchObject([{ source: request.source.path, parameters: request.parameters }])
  expect(tasks[0]!.target.startsWith(folder)).toBe(true)
  const target = join(folder, 'fetched')
  const image = outcome.kind === 'finished' ? outcome.result.images[0]! : null
  expect(await provider.fetchImage(image!, target, context())).toMatchObject({ bytes: 8 })
  expect(await readFile(target, 'utf8')).toBe('adjusted')
})

it('puts everything into the request, so that it can be done again after a crash', async () => {
  const first = await createTestProvider()
  const wire = await first.provider.build(await editRequest('local/adjust'), attempt, context())
  await first.provider.submit(wire, attempt, context())
  const second = await createTestProvider(first.folder)
  expect(await second.provider.submit(wire, attempt, context())).toMatchObject({ kind: 'finished' })
  expect(second.tasks).toEqual(first.tasks)
})

it('gives the same request for the same wish', async () => {
  const { provider } = await createTestProvider()
  const request = await editRequest('local/adjust', { parameters: { blur: 1, contrast: 2 } })
  const turned = { ...request, parameters: { contrast: 2, blur: 1 } }
  expect(await provider.build(request, attempt, context())).toEqual(await provider.build(turned, attempt, context()))
})

it.each([
  ['picture-unreadable', 'refused'],
  ['picture-timeout', 'refused'],
  ['worker-failed', 'busy'],
] as const)('takes %s as %s', async (code, kind) => {
  const { provider } = await createTestProvider(undefined, () => Promise.reject(new AppError(code, 'It went wrong.')))
  const wire = await provider.build(await editRequest('local/adjust'), attempt, context())
  expect(await failureOf(provider.submit(wire, attempt, context()))).toMatchObject({
    kind,
    code,
    message: 'It went wrong.',
  })
})

it('does not hide a mistake of ours', async () => {
  const { provider } = await createTestProvider(undefined, () => Promise.reject(new TypeError('bug')))
  const wire = await provider.build(await editRequest('local/adjust'), attempt, context())
  await expect(provider.submit(wire, attempt, context())).rejects.toThrow(TypeError)
})

it('can always be done again, because nobody else keeps a record', async () => {
  const { provider } = await createTestProvider()
  expect(provider).toMatchObject({ id: 'local', canResend: true, lookUpWaitsMs: [0] })
  expect(await provider.lookUp(attempt, context())).toEqual({ kind: 'absent', isProof: true })
  expect(await provider.poll('any', { resign: false }, context())).toEqual({ kind: 'missing' })
  expect(provider.pollDelayMs(0)).toBe(0)
})

async function createTestProvider(given?: string, adjust = writeAdjusted) {
  const folder = given ?? join(await temporaryFolder(), 'not', 'there', 'yet')
  const tasks: AdjustTask[] = []
  const images = {
    adjust: (task: AdjustTask) => {
      tasks.push(task)
      return adjust(task)
    },
  }
  return { folder, tasks, provider: createLocalProvider({ images, temporaryFolder: folder, http: testClient() }) }
}

/** Like the worker, it never writes over a file. */
async function writeAdjusted({ target }: AdjustTask): Promise<WrittenPicture> {
  await writeFile(target, 'adjusted', { flag: 'wx' })
  return { path: target, mimeType: 'image/png', width: 1, height: 1, bytes: 8, sha256: 'unused' }
}
