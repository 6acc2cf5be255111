import { expect, it } from 'vitest'
import { createManualClock } from '../manual-clock.ts'
import { buildPicture, revePath, startBench, submitReve, upload, type Client } from '../bench.ts'

const minuteMs = 60_000

async function open(runflow: Client, bytes: Buffer, more: object = {}): Promise<{ id: string; url: string }> {
  const session = { filename: 'picture', mime_type: 'image/png', size_bytes: bytes.length, ...more }
  const answer = await runflow.post('/v1/asset-uploads', session)
  expect(answer.status).toBe(201)
  return { id: answer.text('asset_id'), url: answer.text('upload_url') }
}

function put(url: string, bytes: Buffer, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'PUT',
    body: new Uint8Array(bytes),
    headers: { 'content-type': 'image/png', ...headers },
  })
}

it('takes a picture in three steps and hands it out by a signed link', async () => {
  const { runflow } = await startBench()
  const bytes = await buildPicture()
  const { id, url } = await open(runflow, bytes)
  expect((await put(url, bytes)).status).toBe(200)
  const confirmed = await runflow.post(`/v1/asset-uploads/${id}/confirmations`, { folder_id: null })
  expect(confirmed.status).toBe(201)
  expect(confirmed.body).toMatchObject({ id, name: 'picture', mime_type: 'image/png', size_bytes: bytes.length })
  const asset = await runflow.get(`/v1/assets/${id}`)
  const file = await fetch(asset.text('url'))
  expect(file.headers.get('content-type')).toBe('image/png')
  expect(Buffer.from(await file.arrayBuffer())).toEqual(bytes)
})

it.each([
  ['no name', { filename: '' }],
  ['a name above 500 characters', { filename: 'x'.repeat(501) }],
  ['a type that is not on the list', { mime_type: 'image/svg+xml' }],
  ['nothing', { size_bytes: 0 }],
  ['more than 50 MiB', { size_bytes: 52_428_801 }],
  ['an unknown field', { folder: 'a' }],
])('refuses to open an upload of %s', async (_, wrong) => {
  const { runflow } = await startBench()
  const session = { filename: 'a', mime_type: 'image/png', size_bytes: 1, ...wrong }
  expect((await runflow.post('/v1/asset-uploads', session)).status).toBe(422)
})

it('lists the types it takes', async () => {
  const { runflow } = await startBench()
  expect((await runflow.get('/v1/assets/types')).body).toMatchObject({
    items: [{ mime_type: 'image/png' }, {}, {}, {}, {}, {}],
  })
})

it('refuses bytes of another type, an altered link, and an upload after its link expired', async () => {
  const clock = createManualClock()
  const { runflow } = await startBench({ clock })
  const bytes = await buildPicture()
  const { url } = await open(runflow, bytes)
  expect((await put(url, bytes, { 'content-type': 'image/jpeg' })).status).toBe(403)
  expect((await put(url.replace('expires=', 'expires=9'), bytes)).status).toBe(403)
  clock.advance(15 * minuteMs)
  expect((await put(url, bytes)).status).toBe(403)
})

it('refuses to confirm what was not uploaded, not whole, or not opened', async () => {
  const { runflow } = await startBench()
  const bytes = await buildPicture()
  const empty = await open(runflow, bytes)
  expect((await runflow.post(`/v1/asset-uploads/${empty.id}/confirmations`, {})).status).toBe(422)
  expect((await runflow.get(`/v1/assets/${empty.id}`)).status).toBe(404)
  const short = await open(runflow, bytes, { size_bytes: bytes.length + 1 })
  await put(short.url, bytes)
  expect((await runflow.post(`/v1/asset-uploads/${short.id}/confirmations`, {})).status).toBe(422)
  expect((await runflow.post('/v1/asset-uploads/unknown/confirmations', {})).status).toBe(404)
})

it('answers 400 to a file link that is sent the key', async () => {
  const { practice, runflow } = await startBench()
  const bytes = await buildPicture()
  const authorization = `Bearer ${practice.runflow.key}`
  const { url } = await open(runflow, bytes)
  expect((await put(url, bytes, { authorization })).status).toBe(400)
  const link = await upload(runflow, bytes)
  expect((await fetch(link, { headers: { authorization } })).status).toBe(400)
  expect((await practice.inspect()).runflow.requests.at(-1)).toMatchObject({ kind: 'download', authorization: 'right' })
})

it('lets the links of uploads and results expire, and signs them anew on every read', async () => {
  const clock = createManualClock()
  const { runflow } = await startBench({ clock })
  const source = await upload(runflow, await buildPicture())
  const submitted = await submitReve(runflow)
  const path = `/v1/runs/${submitted.text('id')}`
  const result = (await runflow.get(path)).text('output.outputs.0.url')
  clock.advance(60 * minuteMs)
  expect((await fetch(source)).status).toBe(403)
  expect((await runflow.post(revePath, { input: { prompt: 'dusk', image_url: source } })).status).toBe(422)
  expect((await fetch(result)).status).toBe(200)
  clock.advance(24 * 60 * minuteMs)
  expect((await fetch(result)).status).toBe(403)
  const anew = (await runflow.get(`${path}?add_signature=true`)).text('output.outputs.0.url')
  expect((await fetch(anew)).status).toBe(200)
})

it('refuses a link for one picture when it is used for another', async () => {
  const { runflow } = await startBench()
  const one = new URL(await upload(runflow, await buildPicture()))
  const other = new URL(await upload(runflow, await buildPicture('jpeg'), 'image/jpeg'))
  expect((await fetch(new URL(one.pathname + other.search, one))).status).toBe(403)
})
