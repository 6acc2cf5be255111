import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { listAt } from '../../../../electron/providers/json.ts'
import { sendJson } from '../../../support/loopback.ts'
import { attempt, bodyOf, context, editRequest, failureOf, uploadFile } from '../support.ts'
import { expectKeyOnlyAtApi, signed, startRunflow } from './runflow-support.ts'

describe('the paid request', () => {
  it('holds input, reference and metadata, and its own hash', async () => {
    const { provider } = await startRunflow()
    const request = await editRequest('runflow/reve/edit', { parameters: { output_format: 'webp', num_images: 2 } })
    const wire = await provider.build(request, attempt, context())
    expect(wire.path).toBe('/v1/models/reve/edit/runs')
    expect(bodyOf(wire)).toEqual({
      input: { prompt: 'a clear “dusk” sky', image_url: signed('asset-1'), output_format: 'webp', num_images: 2 },
      client_ref: attempt.id,
      metadata: { app: 'lightbench', batch: 'batch-1', item: 'item-1' },
    })
    expect(wire.bodySha256).toBe(createHash('sha256').update(wire.body).digest('hex'))
  })

  it('keeps every segment of a longer model path', async () => {
    const { provider } = await startRunflow()
    const request = await editRequest('runflow/black-forest-labs/flux-1-dev/edit', { parameters: { strength: 0.6 } })
    const wire = await provider.build(request, attempt, context())
    expect(wire.path).toBe('/v1/models/black-forest-labs/flux-1-dev/edit/runs')
    expect(bodyOf(wire, 'input')).toMatchObject({ image_b64: signed('asset-1'), strength: 0.6 })
  })

  it('lists source and references in order, and the mask beside them', async () => {
    const { provider } = await startRunflow()
    const [source, mask, ...references] = await Promise.all(['s', 'm', 'r1', 'r2'].map((text) => uploadFile(text)))
    const request = await editRequest('runflow/openai/gpt-image-2/edit', { source: source!, mask: mask!, references })
    const wire = await provider.build(request, attempt, context())
    const urls = listAt(bodyOf(wire), 'input', 'image_urls')
    expect(urls).toHaveLength(3)
    expect(new Set([...urls, bodyOf(wire, 'input', 'mask_url')])).toEqual(
      new Set([1, 2, 3, 4].map((number) => signed(`asset-${number}`))),
    )
    const turned = { ...request, references: references.toReversed() }
    const [first, second, third] = urls
    const again = await provider.build(turned, attempt, context())
    expect(bodyOf(again, 'input', 'image_urls')).toEqual([first, third, second])
  })

  it('names the callback address where there is one', async () => {
    const { provider } = await startRunflow(undefined, { callbackUrl: 'https://tunnel.example/hook' })
    const wire = await provider.build(await editRequest('runflow/reve/edit'), attempt, context())
    expect(bodyOf(wire, 'callback_url')).toBe('https://tunnel.example/hook')
  })
})

describe('an upload', () => {
  it('declares the picture, sends its bytes without the key, and confirms it', async () => {
    const server = await startRunflow()
    const source = await uploadFile('jpeg bytes', 'image/jpeg')
    await server.provider.build(await editRequest('runflow/reve/edit', { source }), attempt, context())
    expect(server.calls()).toEqual([
      'POST /v1/asset-uploads',
      'PUT /storage/1?sig=1',
      'POST /v1/asset-uploads/asset-1/confirmations',
    ])
    const [session, put] = server.seen
    expect(JSON.parse(session!.body.toString())).toEqual({
      filename: 'picture.jpg',
      mime_type: 'image/jpeg',
      size_bytes: 10,
    })
    expect(put).toMatchObject({ headers: { 'content-type': 'image/jpeg', 'content-length': '10' } })
    expect(put!.body.toString()).toBe('jpeg bytes')
    expectKeyOnlyAtApi(server)
  })

  it('is made once for the same picture, also by items at the same time', async () => {
    const server = await startRunflow()
    const requests = await Promise.all([1, 2, 3].map(() => editRequest('runflow/reve/edit')))
    await Promise.all(requests.map((request) => server.provider.build(request, attempt, context())))
    await server.provider.build(requests[0]!, attempt, context())
    expect(server.calls()).toHaveLength(3)
  })

  it('is made again for another key, whose library is another', async () => {
    const server = await startRunflow()
    const request = await editRequest('runflow/reve/edit')
    await server.provider.build(request, attempt, context())
    await server.provider.build(request, attempt, { ...context(), apiKey: 'other' })
    expect(server.calls()).toHaveLength(6)
  })

  it('gets a new address after some minutes, without sending the bytes again', async () => {
    const server = await startRunflow()
    const request = await editRequest('runflow/reve/edit')
    await server.provider.build(request, attempt, context())
    server.pass(5 * 60_000)
    const wire = await server.provider.build(request, attempt, context())
    expect(server.calls().slice(3)).toEqual(['GET /v1/assets/asset-1'])
    expect(bodyOf(wire, 'input', 'image_url')).toBe(`${signed('asset-1')}&again`)
  })

  it('is made again when the service has the picture no more', async () => {
    const server = await startRunflow(({ path }, response) => {
      if (path.startsWith('/v1/assets/')) sendJson(response, 404, { code: 'ASSET_NOT_FOUND' })
    })
    const request = await editRequest('runflow/reve/edit')
    await server.provider.build(request, attempt, context())
    server.pass(60 * 60_000)
    const wire = await server.provider.build(request, attempt, context())
    expect(bodyOf(wire, 'input', 'image_url')).toBe(signed('asset-2'))
  })

  it('reads the address from the asset where the confirmation names none', async () => {
    const server = await startRunflow(({ path }, response) => {
      if (path.endsWith('/confirmations')) sendJson(response, 201, { id: 'asset-1', url: null })
    })
    const wire = await server.provider.build(await editRequest('runflow/reve/edit'), attempt, context())
    expect(bodyOf(wire, 'input', 'image_url')).toBe(`${signed('asset-1')}&again`)
  })

  it('goes on for the others when the item that began it is stopped', async () => {
    const stop = new AbortController()
    const server = await startRunflow(({ method }, response) => {
      // The first upload hangs until it is stopped.
      if (method === 'PUT' && !stop.signal.aborted) return (response.flushHeaders(), stop.abort())
    })
    const request = await editRequest('runflow/reve/edit')
    const [first, second] = await Promise.allSettled([
      server.provider.build(request, attempt, context(stop.signal)),
      server.provider.build(request, attempt, context()),
    ])
    expect(first).toMatchObject({ status: 'rejected', reason: { kind: 'busy', code: 'cancelled' } })
    expect(second.status).toBe('fulfilled')
  })

  it.each([
    [403, 'busy', 'provider-unavailable'],
    [500, 'busy', 'provider-unavailable'],
    [301, 'busy', 'provider-unavailable'],
    [413, 'refused', 'input-refused'],
  ])('that storage answers with %i is %s, and begins anew next time', async (status, kind, code) => {
    let isFirst = true
    const server = await startRunflow(({ method }, response) => {
      if (method === 'PUT' && isFirst) response.writeHead(status, { location: '/elsewhere' }).end()
      if (method === 'PUT') isFirst = false
    })
    const request = await editRequest('runflow/reve/edit')
    expect(await failureOf(server.provider.build(request, attempt, context()))).toMatchObject({ kind, code })
    await server.provider.build(request, attempt, context())
    expect(server.calls().filter((call) => call === 'POST /v1/asset-uploads')).toHaveLength(2)
  })

  it('is tried again no sooner than its storage asks for', async () => {
    const server = await startRunflow(({ method }, response) => {
      if (method === 'PUT') response.writeHead(503, { 'retry-after': '7' }).end()
    })
    const request = await editRequest('runflow/reve/edit')
    const failure = await failureOf(server.provider.build(request, attempt, context()))
    expect(failure).toMatchObject({ kind: 'busy', retryAfterMs: 7_000 })
  })

  it.each([
    ['http elsewhere', 'http://storage.example/x'],
    ['a private address', 'https://10.0.0.1/x'],
    ['nothing', ''],
  ])('is not sent to %s', async (_, uploadUrl) => {
    const server = await startRunflow(({ path }, response) => {
      if (path === '/v1/asset-uploads') sendJson(response, 201, { asset_id: 'asset-1', upload_url: uploadUrl })
    })
    const failure = await failureOf(server.provider.build(await editRequest('runflow/reve/edit'), attempt, context()))
    expect(failure).toMatchObject({ kind: 'busy', code: 'provider-unavailable' })
    expect(server.seen).toHaveLength(1)
  })

  it.each([
    [401, 'blocked', 'key-rejected'],
    [402, 'blocked', 'out-of-credits'],
    [403, 'blocked', 'not-permitted'],
    [422, 'refused', 'input-refused'],
    [429, 'busy', 'rate-limited'],
    [500, 'busy', 'provider-unavailable'],
    [409, 'busy', 'provider-unavailable'],
    [302, 'busy', 'provider-unavailable'],
  ])('that the service answers with %i is %s', async (status, kind, code) => {
    const server = await startRunflow(({ path }, response) => {
      if (path === '/v1/asset-uploads') sendJson(response, status, { code: 'X', message: 'no' })
    })
    const failure = await failureOf(server.provider.build(await editRequest('runflow/reve/edit'), attempt, context()))
    expect(failure).toMatchObject({ kind, code })
  })

  it('is refused when the prepared picture is gone or has changed', async () => {
    const server = await startRunflow()
    const source = await uploadFile('as it was')
    await writeFile(source.path, 'as it is now')
    const changed = server.provider.build(await editRequest('runflow/reve/edit', { source }), attempt, context())
    expect(await failureOf(changed)).toMatchObject({ kind: 'refused', code: 'file-unreadable' })
    const missing = { ...source, path: `${source.path}-gone` }
    const gone = server.provider.build(await editRequest('runflow/reve/edit', { source: missing }), attempt, context())
    expect(await failureOf(gone)).toMatchObject({ kind: 'refused', code: 'file-missing' })
    expect(server.calls().every((call) => !call.startsWith('PUT'))).toBe(true)
  })
})

it('remembers the pictures wanted last, and no more than a thousand', async () => {
  const server = await startRunflow()
  const want = async (text: string): Promise<void> => {
    const source = await uploadFile(text)
    await server.provider.build(await editRequest('runflow/reve/edit', { source }), attempt, context())
  }
  const uploads = (): number => server.calls().filter((call) => call === 'POST /v1/asset-uploads').length
  await want('first')
  await want('used again and again')
  for (let start = 0; start < 1_000; start += 50) {
    await Promise.all(Array.from({ length: 50 }, (_, index) => want(`picture ${start + index}`)))
    await want('used again and again')
  }
  expect(uploads()).toBe(1_002)
  await want('first')
  expect(uploads()).toBe(1_003)
}, 30_000)
