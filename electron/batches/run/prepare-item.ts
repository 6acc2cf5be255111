import { createHash, randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { canonicalJson } from '../../../shared/domain/canonical-json.ts'
import { pictureFormats, type PictureFacts } from '../../../shared/domain/picture.ts'
import type { Recipe } from '../../../shared/domain/recipe.ts'
import { AppError } from '../../../shared/errors.ts'
import type { ModelDeclaration } from '../../../shared/models/model.ts'
import { canonicalRequest, type RequestContent } from '../../../shared/models/request.ts'
import type { Item } from '../../history/items.ts'
import type { WrittenPicture } from '../../images/images.ts'
import type { EditRequest, UploadFile } from '../../providers/provider.ts'
import { patiently } from './patiently.ts'
import type { RunContext } from './run-context.ts'
import { discardWork } from './work-folder.ts'

export interface PreparedItem {
  readonly request: EditRequest
  /** Equal for the same pixels and the same request. */
  readonly contentKey: string
}

/**
 * Makes the bytes that would be sent for an item: the picture by the model's upload rule, references and mask beside
 * it. Everything is decoded here, so a broken picture costs nothing. The caller removes what was made with `discard`.
 */
export async function prepareItem(context: RunContext, item: Item): Promise<PreparedItem> {
  const { batch, model } = context
  const found = await patiently(context, () => unchangedSource(context, item))
  const request = await patiently(context, () => prepareRequest(context, { ...found, prompt: item.prompt }))
  context.sources.rememberPrepared(found.facts.sha256, uploadRuleKey(model, batch.recipe), request.source.sha256)
  return { request, contentKey: contentKeyOf(request) }
}

/** The request of a source that is known to be what it should be, whoever asks for it. */
export async function prepareRequest(
  context: PictureContext & Pick<RunContext, 'references'>,
  { prompt, ...source }: ReadableSource & { readonly prompt: string },
): Promise<EditRequest> {
  const { recipe } = context.batch
  const { file, size } = await prepareSource(context, source)
  return {
    model: context.model,
    prompt,
    parameters: recipe.parameters,
    source: file,
    references: await context.references(),
    mask: recipe.mask === null ? null : await prepareExtra(context, recipe.mask, size),
  }
}

/** References are the same for every item, so they are prepared once a run. */
export function prepareReferences(context: PictureContext): Promise<UploadFile[]> {
  return Promise.all(context.batch.recipe.references.map((path) => prepareExtra(context, path, null)))
}

/** Removes what `prepareItem` made for one item; sources used as they lie on disk are never touched. */
export async function discardPrepared(
  { workFolder }: Pick<RunContext, 'workFolder'>,
  { request }: Pick<PreparedItem, 'request'>,
): Promise<void> {
  const made = [request.source, request.mask].filter((file) => file?.path.startsWith(workFolder + sep))
  await Promise.all(made.map((file) => discardWork(file?.path ?? '')))
}

/** Names everything that decides how a source becomes upload bytes. */
export function uploadRuleKey({ upload }: ModelDeclaration, { uploadGps }: Recipe): string {
  return canonicalJson({ upload: upload && { ...upload }, uploadGps })
}

export function contentKeyOf({ model, prompt, parameters, source, references, mask }: EditRequest): string {
  return contentKey(model, {
    prompt,
    parameters,
    pictures: {
      source: source.sha256,
      references: references.map(({ sha256 }) => sha256),
      mask: mask?.sha256 ?? null,
    },
  })
}

/** The key of a request whose pictures are named by the hashes of their upload bytes. */
export function contentKey(model: ModelDeclaration, content: RequestContent): string {
  return createHash('sha256').update(canonicalRequest(model, content)).digest('hex')
}

/** The source as quoted; a file that changed since is another picture and needs another quote. */
async function unchangedSource({ sources, images }: RunContext, item: Item): Promise<ReadableSource> {
  const source = sources.get(item.sourceId)
  if (source === null) throw new AppError('file-missing', `${item.sourceLabel} is not in the library any more.`)
  const found = await stat(source.path).catch((thrown: unknown) => {
    throw new AppError('file-missing', `${source.path} is not there any more.`, { cause: thrown })
  })
  const { path, facts } = source
  const isSame = sources.unchanged({ path, bytes: found.size, modifiedMs: found.mtimeMs })?.id === source.id
  if (isSame && facts !== null) return { path, facts }
  const now = await images.probe(path)
  // A picture that could not be read when it was quoted may have been mended; any other change needs a new quote.
  if (facts !== null && now.sha256 !== facts.sha256)
    throw new AppError('source-changed', `${path} was changed after the quote.`)
  return { path, facts: now }
}

interface ReadableSource {
  readonly path: string
  readonly facts: PictureFacts
}

/** The little of a run that decides how pictures become what is sent. */
export interface PictureContext extends Pick<RunContext, 'model' | 'images' | 'workFolder'> {
  readonly batch: { readonly recipe: Recipe }
}

interface Size {
  readonly width: number
  readonly height: number
}

async function prepareSource(
  context: PictureContext,
  { path, facts }: ReadableSource,
): Promise<{ file: UploadFile; size: Size }> {
  const { model, batch, images } = context
  if (model.upload === null) {
    const { mimeType } = pictureFormats[facts.format]
    return { file: { path, sha256: facts.sha256, bytes: facts.bytes, mimeType }, size: facts }
  }
  const target = workFile(context)
  const keepGps = batch.recipe.uploadGps
  const made = await images.prepare({ source: path, rule: model.upload, target, keepGps, fitTo: null })
  return { file: toUpload(made), size: made }
}

async function prepareExtra(context: PictureContext, path: string, fitTo: Size | null): Promise<UploadFile> {
  const { model, images } = context
  if (model.upload === null) throw new AppError('invalid-request', `${model.id} takes no further pictures.`)
  const target = workFile(context)
  const size = fitTo && { width: fitTo.width, height: fitTo.height }
  return toUpload(await images.prepare({ source: path, rule: model.upload, target, keepGps: false, fitTo: size }))
}

function workFile({ workFolder }: PictureContext): string {
  return join(workFolder, `upload-${randomUUID()}`)
}

function toUpload({ path, sha256, bytes, mimeType }: WrittenPicture): UploadFile {
  return { path, sha256, bytes, mimeType }
}
