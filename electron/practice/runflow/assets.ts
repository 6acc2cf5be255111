import { z } from 'zod'
import { jsonReply, Refused, textReply, type Call, type Reply } from '../http/message.ts'
import { sha256, timeOrderedId } from '../identifiers.ts'
import type { RunflowContext } from './context.ts'
import { invalid, jsonBody, parsed } from './errors.ts'
import { answerOnce } from './idempotency.ts'
import { downloadLink, uploadLink } from './links.ts'
import { isoUtc } from './record.ts'
import type { AssetRow } from './rows.ts'

/** The input formats Runflow names (§12.1). */
const mimeTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/avif', 'image/heic', 'image/heif'] as const

/** Runflow §8. */
const sessionSchema = z.strictObject({
  filename: z.string().min(1).max(500),
  mime_type: z.enum(mimeTypes),
  size_bytes: z.int().min(1).max(52_428_800),
})

const confirmationSchema = z.strictObject({ folder_id: z.uuid().nullable().optional() })

export function listAssetTypes(): Reply {
  return jsonReply(200, { items: mimeTypes.map((mimeType) => ({ mime_type: mimeType, asset_type: 'image' })) })
}

/** First step of an upload: a record and a link to put the bytes to. */
export function openUpload({ request }: Call, context: RunflowContext): Promise<Reply> {
  return answerOnce(
    request,
    {
      prepare: () => parsed(sessionSchema, jsonBody(request)),
      commit: (session) => {
        const nowMs = context.clock.nowMs()
        const id = timeOrderedId(nowMs)
        context.tables.assets.put(id, {
          id,
          name: session.filename,
          mimeType: session.mime_type,
          declaredBytes: session.size_bytes,
          createdAtMs: nowMs,
          folderId: null,
          file: null,
          bytes: 0,
          sha256: null,
          confirmedAtMs: null,
        })
        return jsonReply(201, { asset_id: id, upload_url: uploadLink(id, context) })
      },
    },
    context,
  )
}

/** Second step: the object store takes the bytes while the link is good and the type is the declared one. */
export async function putUpload({ request, params }: Call, context: RunflowContext): Promise<Reply> {
  const asset = context.tables.assets.get(params['id'] ?? '')
  const signature = context.signer.check('PUT', request.url)
  const isRefused = !asset || signature !== 'good' || request.headers['content-type'] !== asset.mimeType
  if (isRefused) return storageRefusal(signature === 'expired' ? 'Request has expired' : 'Signature does not match')
  const file = await context.store.saveFile(request.bytes)
  const { length } = request.bytes
  context.tables.assets.put(asset.id, { ...asset, file, bytes: length, sha256: sha256(request.bytes) })
  return { status: 200, headers: { etag: `"${asset.id}"` }, bytes: Buffer.alloc(0) }
}

/** Third step: looks at what was stored and makes it usable. */
export function confirmUpload({ request, params }: Call, context: RunflowContext): Promise<Reply> {
  return answerOnce(
    request,
    {
      prepare: () => ({
        asset: findAsset(params['id'], context),
        folderId: parsed(confirmationSchema, jsonBody(request)).folder_id ?? null,
      }),
      commit: ({ asset, folderId }) => {
        if (asset.file === null) throw invalid('asset_id', 'Nothing was uploaded')
        if (asset.bytes !== asset.declaredBytes) throw invalid('size_bytes', `The upload has ${asset.bytes} bytes`)
        const confirmed = { ...asset, folderId, confirmedAtMs: context.clock.nowMs() }
        context.tables.assets.put(asset.id, confirmed)
        return jsonReply(201, assetRecord(confirmed, context))
      },
    },
    context,
  )
}

/** The asset with a link signed anew. */
export function readAsset({ params }: Call, context: RunflowContext): Reply {
  const asset = findAsset(params['id'], context)
  if (asset.confirmedAtMs === null) throw missingAsset()
  return jsonReply(200, assetRecord(asset, context))
}

/** An object store's own refusal, which is not JSON. */
export function storageRefusal(message: string): Reply {
  return textReply(403, 'application/xml', `<Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`)
}

function findAsset(id: string | undefined, { tables }: RunflowContext): AssetRow {
  const asset = tables.assets.get(id ?? '')
  if (!asset) throw missingAsset()
  return asset
}

function missingAsset(): Refused {
  return new Refused({ status: 404, code: 'NOT_FOUND', message: 'No such asset.' })
}

function assetRecord(asset: AssetRow, context: RunflowContext): Readonly<Record<string, unknown>> {
  return {
    id: asset.id,
    org_id: context.orgId,
    folder_id: asset.folderId,
    name: asset.name,
    r2_key: `assets/${asset.id}`,
    url: downloadLink('asset', asset.id, context),
    thumbnail_url: null,
    mime_type: asset.mimeType,
    size_bytes: asset.bytes,
    asset_type: 'image',
    source_type: 'upload',
    source_id: null,
    created_by: null,
    created_at: isoUtc(asset.createdAtMs),
    updated_at: isoUtc(asset.confirmedAtMs ?? asset.createdAtMs),
    deleted_at: null,
    deleted_by: null,
    created_by_user: null,
  }
}
