import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { AppError, toFailure, type Failure } from '../../../shared/errors.ts'
import type { Result } from '../../../shared/result.ts'
import { looksLikePicture, signatureBytes } from '../../library/picture-signature.ts'
import { HttpRefusal } from './http-refusal.ts'
import { maxImportFiles } from './import-folder.ts'
import type { Imports } from './imports.ts'
import { announcedBytes, checkContentType, readAll, readJson, readPieces } from './request-body.ts'

const maxFileBytes = 512 * 1_048_576
const maxHeadBytes = 64 * 1_024
const maxMessageBytes = 8 * 1_048_576
const filesAtOnce = 1_000

const fileSchema = z.strictObject({
  relativePath: z.string().max(20_000),
  bytes: z.int().min(0),
  modifiedMs: z.int().min(0),
  isHead: z.boolean(),
})
const filesSchema = z.array(fileSchema).max(filesAtOnce)
const beginSchema = z.strictObject({ files: z.int().min(1).max(maxImportFiles), first: filesSchema })
const idSchema = z.string().max(100)
const knowSchema = z.strictObject({ id: idSchema, files: filesSchema })
const endSchema = z.strictObject({ id: idSchema, isCutOff: z.boolean() })

/** The steps of handing files over, each answered with a result. */
export function createImportRoutes(imports: Imports) {
  return {
    begin: (request: IncomingMessage) =>
      settle(async () => {
        const { files, first } = await readMessage(request, beginSchema)
        return imports.begin(files, first)
      }),
    know: (request: IncomingMessage) =>
      settle(async () => {
        const { id, files } = await readMessage(request, knowSchema)
        return imports.know(id, files)
      }),
    file: (request: IncomingMessage, query: URLSearchParams) => settle(() => receive(request, query)),
    end: (request: IncomingMessage) =>
      settle(async () => {
        const { id, isCutOff } = await readMessage(request, endSchema)
        await imports.end(id, { isCutOff })
      }),
  }

  /**
   * A page sends only the head of a file whose name does not say picture. Where its bytes say so, nothing is kept and
   * the page is asked for all of it; of others the head is kept, so that intake lists them as left out.
   */
  async function receive(request: IncomingMessage, query: URLSearchParams): Promise<{ wantsWhole: boolean }> {
    checkContentType(request, 'application/octet-stream')
    const isHead = query.get('part') === 'head'
    const id = query.get('id') ?? ''
    const file = {
      relativePath: query.get('path') ?? '',
      modifiedMs: parseTime(query.get('modified')),
      bytes: announcedBytes(request),
    }
    if (!isHead) {
      await imports.receive(id, { ...file, pieces: readPieces(request, maxFileBytes) })
      return { wantsWhole: false }
    }
    const head = await readAll(request, maxHeadBytes)
    if (looksLikePicture(head.subarray(0, signatureBytes)) !== null) return { wantsWhole: true }
    await imports.receive(id, { ...file, pieces: Readable.from([head]) })
    return { wantsWhole: false }
  }
}

/** Foreseen failures are answers of this side; anything else is turned away or a bug. */
async function settle<T>(work: () => Promise<T>): Promise<Result<T, Failure>> {
  try {
    return { ok: true, value: await work() }
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    return { ok: false, error: toFailure(thrown) }
  }
}

async function readMessage<T>(request: IncomingMessage, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(await readJson(request, maxMessageBytes))
  if (!parsed.success) throw new HttpRefusal(400, 'The request is malformed.')
  return parsed.data
}

function parseTime(text: string | null): number {
  if (text !== null && /^\d{1,15}$/.test(text)) return Number(text)
  throw new HttpRefusal(400, 'The time of the file is malformed.')
}
