import { readdir, readFile, writeFile } from 'node:fs/promises'
import { expect, it, onTestFinished } from 'vitest'
import { createImages } from '../../../electron/images/client/create-images.ts'
import type { AdjustTask, WrittenPicture } from '../../../electron/images/images.ts'
import { AppError } from '../../../shared/errors.ts'
import { localAdjust } from '../../../shared/models/local-models.ts'
import { pictureKind } from '../../../electron/practice/picture-kind.ts'
import { createPracticeTransform } from '../../../electron/practice/transform.ts'
import { readPrompt } from '../../../electron/practice/transform-words.ts'
import { buildPicture, temporaryFolder } from './bench.ts'

const input = {
  bytes: Buffer.from('source'),
  prompt: 'darker',
  model: 'reve/edit',
  format: 'webp',
  variant: 0,
} as const

async function adjustByName(task: AdjustTask): Promise<WrittenPicture> {
  const path = `${task.target}.webp`
  await writeFile(path, `${await readFile(task.source, 'utf8')} ${JSON.stringify(task.parameters)}`)
  return { path, mimeType: 'image/webp', width: 4, height: 3, bytes: 1, sha256: '' }
}

it('hands the source to the image worker with what the prompt asks for, and leaves no file behind', async () => {
  const folder = await temporaryFolder()
  const transform = createPracticeTransform({ adjust: adjustByName }, folder)
  const made = await transform(input)
  expect(made).toMatchObject({ mimeType: 'image/webp', width: 4, height: 3 })
  expect(made.bytes.toString()).toBe('source {"exposure":-0.9,"output_format":"webp","practice_mark":true}')
  expect(await readdir(folder)).toEqual([])
})

it('makes every result of a request a little lighter than the one before', async () => {
  const transform = createPracticeTransform({ adjust: adjustByName }, await temporaryFolder())
  const second = await transform({ ...input, prompt: 'warm', format: null, variant: 1 })
  expect(second.bytes.toString()).toContain(
    '{"temperature":45,"exposure":0.35,"output_format":"same","practice_mark":true}',
  )
})

it('passes the failure of the worker on and still leaves no file behind', async () => {
  const folder = await temporaryFolder()
  const failure = new AppError('picture-unreadable', 'It is no picture.')
  const transform = createPracticeTransform({ adjust: () => Promise.reject(failure) }, folder)
  await expect(transform(input)).rejects.toMatchObject({ code: 'picture-unreadable' })
  expect(await readdir(folder)).toEqual([])
})

it.each([
  ['Make it black and white', { grayscale: true }],
  ['a warmer, golden evening', { temperature: 45 }],
  ['a cold winter morning', { temperature: -45 }],
  ['rotate it', { rotate: 90 }],
  ['turn it to the left', { rotate: -90 }],
  ['turn the house upside down', { rotate: 180 }],
  ['mirror it', { flip: 'horizontal' }],
  ['flip it vertically', { flip: 'vertical' }],
  ['Blur the background', { blur: 4 }],
  ['sharpen', { sharpen: 2 }],
  ['brighter and more vivid colours', { exposure: 0.7, saturation: 50 }],
  ['a dark sky with more contrast', { exposure: -0.9, contrast: 35 }],
  ['an old photo in sepia', { saturation: -65, temperature: 60 }],
])('reads “%s”', (prompt, adjustment) => {
  expect(readPrompt(prompt)).toEqual(adjustment)
})

it('tints a picture when it understands nothing, so that something can be seen', () => {
  expect(readPrompt('add a unicorn')).toEqual({ temperature: -35, saturation: 40 })
  expect(readPrompt('')).toEqual(readPrompt('add a unicorn'))
})

it('asks the image worker for nothing it refuses, whatever words come together', async () => {
  const folder = await temporaryFolder()
  const images = createImages({ thumbnailsFolder: folder, workers: 1 })
  onTestFinished(() => images.close())
  const transform = createPracticeTransform(images, folder)
  const bytes = await buildPicture('jpeg')
  for (const prompt of [
    'warm bright contrast vivid mono blur turn left flip',
    'cold dark matte muted sharpen mirror',
  ]) {
    const made = await transform({ ...input, bytes, prompt, variant: 3 })
    expect(made.mimeType).toBe('image/webp')
    expect(pictureKind(made.bytes)).toEqual({ mimeType: 'image/webp', width: made.width, height: made.height })
  }
})

it('asks for nothing the local adjustments do not declare', () => {
  const every = 'warm cold bright dark contrast matte vivid muted mono sepia blur sharpen rotate left flip vertical'
  const declared = new Set(localAdjust.parameters.map(({ key }) => key))
  expect(Object.keys(readPrompt(every)).filter((key) => !declared.has(key))).toEqual([])
})
