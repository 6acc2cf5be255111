import { jsonReply, Refused, type Call, type Reply } from '../http/message.ts'
import { sha256 } from '../identifiers.ts'
import { modelId } from './body.ts'

const model = {
  id: modelId,
  aliases: [],
  type: 'image',
  info: { name: 'Reve Edit Image', developer: 'Reve', description: 'Edits one picture by instruction.' },
  tags: [],
} as const

/** Quoted per 1,000 pictures, because a price means nothing until it is divided by `per` (AIML API §6). */
const pricing = { kind: 'fixed', units: [{ name: 'image', measure: 'image', price: 105, per: 1_000 }] } as const

/** The model list with `id` and `include`; answers 304 to an `ETag` that still holds. */
export function listModels({ request }: Call): Reply {
  const query = request.url.searchParams
  const wanted = query.getAll('id')
  const include = new Set(query.getAll('include').flatMap((list) => list.split(',')))
  const isPriced = include.has('pricing') || include.has('all')
  const found = wanted.length === 0 || wanted.includes(model.id) ? [isPriced ? { ...model, pricing } : model] : []
  const reply = jsonReply(200, { object: 'list', data: found })
  const etag = `"${sha256(reply.bytes).slice(0, 32)}"`
  if (request.headers['if-none-match'] === etag) return { status: 304, headers: { etag }, bytes: Buffer.alloc(0) }
  return { ...reply, headers: { ...reply.headers, etag } }
}

export function readModel({ params }: Call): Reply {
  if (params['id'] !== model.id) throw new Refused({ status: 404 })
  return jsonReply(200, { object: 'model', data: { ...model, pricing } })
}
