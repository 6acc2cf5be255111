import { z } from 'zod'
import type { PracticeRequest } from '../http/message.ts'
import { parseJson } from '../http/read-request.ts'
import { settingsOf, type ActiveScenarios } from '../scenario.ts'
import { invalid, parsed } from './errors.ts'

export const modelId = 'reve/edit-image'

/** Counted in UTF-16 code units (AIML API §2); zod's own `max` counts characters. */
const longestPrompt = 2560

const fields = {
  model: z.literal(modelId),
  image_url: z.string().min(1),
  prompt: z
    .string()
    .min(1)
    .refine(({ length }) => length <= longestPrompt, `Expected at most ${longestPrompt} characters, received more`),
  convert_base64_to_url: z.boolean().optional(),
}
const currentBody = z.strictObject(fields)
/** `output_format` stood in earlier schemas and never did anything (AIML API §2). */
const formerBody = z.strictObject({ ...fields, output_format: z.enum(['json', 'png', 'jpeg', 'webp']).optional() })

export type GenerationBody = z.infer<typeof currentBody>

/** Reads the body of a generation strictly (AIML API §2). */
export function readBody({ headers, bytes }: PracticeRequest, active: ActiveScenarios): GenerationBody {
  const body = parseJson(bytes)
  const isJson = headers['content-type']?.startsWith('application/json') ?? false
  if (!isJson || body === undefined) throw invalid('Body', ['body: Expected JSON'])
  const isFormer = settingsOf(active, 'aimlapi-dialect').outputFormat === 'ignored'
  return parsed<GenerationBody>(isFormer ? formerBody : currentBody, body, 'Body')
}
