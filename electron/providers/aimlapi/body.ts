import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { canonicalJson } from '../../../shared/domain/canonical-json.ts'
import { buildInputs } from '../../../shared/models/request.ts'
import { CallFailure, type EditRequest, type UploadFile } from '../provider.ts'

/**
 * The body of a generation with its picture inside, as a data URI (AIML API §2, §3). The picture is by far the largest
 * part of it and needs no escapes, so it is put in as it is: the other fields alone go through the encoder.
 */
export async function buildBody({ model, prompt, parameters, source }: EditRequest): Promise<string> {
  const { field } = model.pictures.source
  const inputs = buildInputs(model, { prompt, parameters, pictures: { source: '', references: [], mask: null } })
  const others = Object.entries({ ...inputs, model: model.wireName }).filter(([key]) => key !== field)
  const dataUri = `data:${source.mimeType};base64,${(await readPicture(source)).toString('base64')}`
  return `{${JSON.stringify(field)}:"${dataUri}",${canonicalJson(Object.fromEntries(others)).slice(1)}`
}

async function readPicture({ path, sha256 }: UploadFile): Promise<Buffer> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new CallFailure('refused', { code: 'file-missing', message: 'The prepared picture is gone.' }, { cause })
  })
  if (createHash('sha256').update(bytes).digest('hex') === sha256) return bytes
  throw new CallFailure('refused', { code: 'file-unreadable', message: 'The prepared picture has changed.' })
}
