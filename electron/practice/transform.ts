import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ParameterValues } from '../../shared/models/model.ts'
import type { Images } from '../images/images.ts'
import type { TransformInput, TransformPicture } from './transform-picture.ts'
import { readPrompt } from './transform-words.ts'

/** Stops of light between the results of one request, so that they can be told apart. */
const variantStep = 0.35

/**
 * Makes practice results with the image worker: the words of the prompt become local adjustments. The worker's
 * failures (`picture-*`) pass through. `workFolder` holds source and result only while one picture is made.
 */
export function createPracticeTransform(images: Pick<Images, 'adjust'>, workFolder: string): TransformPicture {
  return async (input) => {
    const source = join(workFolder, `${randomUUID()}-source`)
    const target = join(workFolder, `${randomUUID()}-result`)
    const leftovers = [source, target]
    try {
      await mkdir(workFolder, { recursive: true, mode: 0o700 })
      await writeFile(source, input.bytes, { flag: 'wx', mode: 0o600 })
      const written = await images.adjust({ source, target, parameters: parametersOf(input) })
      leftovers.push(written.path)
      const { width, height, mimeType } = written
      return { bytes: await readFile(written.path), width, height, mimeType }
    } finally {
      await Promise.all(leftovers.map((path) => rm(path, { force: true })))
    }
  }
}

function parametersOf({ prompt, format, variant }: TransformInput): ParameterValues {
  const adjustment = readPrompt(prompt)
  const exposure = Number(adjustment['exposure'] ?? 0) + variant * variantStep
  return {
    ...adjustment,
    ...(exposure === 0 ? {} : { exposure: Math.min(exposure, 3) }),
    output_format: format ?? 'same',
    practice_mark: true,
  }
}
