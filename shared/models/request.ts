import { canonicalJson, type Json } from '../domain/canonical-json.ts'
import { AppError } from '../errors.ts'
import type { ModelDeclaration, ParameterValues } from './model.ts'

/** What identifies a picture: a URL on the wire, a content hash in the canonical request. */
export interface PictureNames {
  readonly source: string
  readonly references: readonly string[]
  readonly mask: string | null
}

export interface RequestContent {
  readonly prompt: string
  readonly parameters: ParameterValues
  readonly pictures: PictureNames
}

/**
 * The inputs of a model under the service's own field names. Only what was given is in it; `sync_mode` never is,
 * because its result could not be fetched again (Runflow §5).
 */
export function buildInputs(
  model: ModelDeclaration,
  { prompt, parameters, pictures }: RequestContent,
): Readonly<Record<string, Json>> {
  const { source, maskField } = model.pictures
  if (pictures.references.length > model.pictures.maxReferences) throw tooManyReferences(model)
  if (pictures.mask !== null && maskField === null) throw noMask(model)
  return {
    prompt,
    [source.field]: source.shape === 'one' ? pictures.source : [pictures.source, ...pictures.references],
    ...(pictures.mask !== null && maskField !== null ? { [maskField]: pictures.mask } : {}),
    ...parameters,
  }
}

/**
 * The request with content hashes in place of URLs and without settings that do not touch the picture: equal text
 * means "the same pixels and the same request", which is what is never paid for twice.
 */
export function canonicalRequest(model: ModelDeclaration, content: RequestContent): string {
  const inputs = Object.entries(buildInputs(model, content)).filter(([key]) => {
    return model.parameters.find((declaration) => declaration.key === key)?.affectsPicture !== false
  })
  return canonicalJson({ model: model.id, ...Object.fromEntries(inputs) })
}

/** Refuses pictures a model does not take, before anything is prepared. */
export function checkPictureInputs(model: ModelDeclaration, given: { references: number; hasMask: boolean }): void {
  if (given.references > model.pictures.maxReferences) throw tooManyReferences(model)
  if (given.hasMask && model.pictures.maskField === null) throw noMask(model)
}

function tooManyReferences(model: ModelDeclaration): AppError {
  const { maxReferences } = model.pictures
  const sentence =
    maxReferences === 0 ? 'takes no reference pictures' : `takes at most ${maxReferences} reference pictures`
  return new AppError('invalid-request', `${model.id} ${sentence}.`)
}

function noMask(model: ModelDeclaration): AppError {
  return new AppError('invalid-request', `${model.id} takes no mask.`)
}
