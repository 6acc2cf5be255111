import type { Call, Reply } from '../http/message.ts'
import { storageRefusal } from './assets.ts'
import type { RunflowContext } from './context.ts'

/** Hands out a stored picture while its link is good (Runflow §5, §8). */
export async function downloadFile({ request, params }: Call, context: RunflowContext): Promise<Reply> {
  const signature = context.signer.check('GET', request.url)
  if (signature === 'expired') return storageRefusal('Request has expired')
  const { assets, outputs } = context.tables
  const id = params['id'] ?? ''
  const row = params['stored'] === 'asset' ? assets.get(id) : outputs.get(id)
  if (signature === 'bad' || !row?.file) return storageRefusal('Signature does not match')
  return { status: 200, headers: { 'content-type': row.mimeType }, bytes: await context.store.loadFile(row.file) }
}
