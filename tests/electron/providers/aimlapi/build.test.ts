import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { sendJson } from '../../../support/loopback.ts'
import { attempt, bodyOf, context, editRequest, failureOf, uploadFile } from '../support.ts'
import { startAimlapi } from './aimlapi-support.ts'

const model = 'aimlapi/reve/edit-image'

describe('the paid request', () => {
  it('holds the picture inside, and only what was asked for', async () => {
    const { provider } = await startAimlapi(() => undefined)
    const source = await uploadFile('some bytes', 'image/webp')
    const prompt = 'a “quoted" line\nand another'
    const wire = await provider.build(await editRequest(model, { source, prompt }), attempt, context())
    expect(wire.path).toBe('/v1/images/generations')
    expect(bodyOf(wire)).toEqual({
      model: 'reve/edit-image',
      prompt,
      image_url: `data:image/webp;base64,${Buffer.from('some bytes').toString('base64')}`,
    })
    expect(wire.bodySha256).toBe(createHash('sha256').update(wire.body).digest('hex'))
  })

  it('passes the one parameter on, and never an output format', async () => {
    const { provider } = await startAimlapi(() => undefined)
    const request = await editRequest(model, { parameters: { convert_base64_to_url: false } })
    const wire = await provider.build(request, attempt, context())
    expect(Object.keys(bodyOf(wire) as object).sort()).toEqual([
      'convert_base64_to_url',
      'image_url',
      'model',
      'prompt',
    ])
    expect(bodyOf(wire, 'convert_base64_to_url')).toBe(false)
  })

  it('is the same for the same request', async () => {
    const { provider } = await startAimlapi(() => undefined)
    const request = await editRequest(model, { parameters: { convert_base64_to_url: true } })
    const [one, two] = await Promise.all([1, 2].map(() => provider.build(request, attempt, context())))
    expect(one).toEqual(two)
  })

  it('takes an 8 MB picture', async () => {
    const { provider } = await startAimlapi(() => undefined)
    const source = await uploadFile(Buffer.alloc(8 * 1024 * 1024, 7))
    const wire = await provider.build(await editRequest(model, { source }), attempt, context())
    const [, encoded = ''] = String(bodyOf(wire, 'image_url')).split(',')
    expect(Buffer.from(encoded, 'base64')).toHaveLength(8 * 1024 * 1024)
  })

  it('is refused when the prepared picture is gone or has changed', async () => {
    const { provider } = await startAimlapi(() => undefined)
    const source = await uploadFile('as it was')
    await writeFile(source.path, 'as it is.')
    const changed = provider.build(await editRequest(model, { source }), attempt, context())
    expect(await failureOf(changed)).toMatchObject({ kind: 'refused', code: 'file-unreadable' })
    const missing = { ...source, path: `${source.path}-gone` }
    const gone = provider.build(await editRequest(model, { source: missing }), attempt, context())
    expect(await failureOf(gone)).toMatchObject({ kind: 'refused', code: 'file-missing' })
  })
})

describe('a service that wants a public link', () => {
  const refusal = { message: 'Body validation error\nimage_url: Expected url / received data', statusCode: '400' }

  it('is told apart by its refusal, and is not asked again until a restart', async () => {
    const { provider, seen } = await startAimlapi((_, response) => sendJson(response, 400, refusal))
    const request = await editRequest(model)
    const wire = await provider.build(request, attempt, context())
    const first = await failureOf(provider.submit(wire, attempt, context()))
    expect(first).toMatchObject({ kind: 'refused', code: 'input-refused' })
    expect(first.message).toContain('needs a public link')
    const next = await failureOf(provider.build(request, attempt, context()))
    expect(next.kind).toBe('refused')
    expect(next.message).toContain('needs a public link')
    expect(seen).toHaveLength(1)
  })

  it('is asked every time where data URIs are a decision of the user', async () => {
    const { provider } = await startAimlapi((_, response) => sendJson(response, 400, refusal), { strategy: 'data-uri' })
    const request = await editRequest(model)
    const wire = await provider.build(request, attempt, context())
    expect((await failureOf(provider.submit(wire, attempt, context()))).message).not.toContain('public link')
    await provider.build(request, attempt, context())
  })

  it('is not mistaken for one that refuses something else', async () => {
    const { provider } = await startAimlapi((_, response) => sendJson(response, 400, { message: 'prompt: too long' }))
    const request = await editRequest(model)
    const wire = await provider.build(request, attempt, context())
    await failureOf(provider.submit(wire, attempt, context()))
    await provider.build(request, attempt, context())
  })

  it('cannot be served from this machine when it is set so', async () => {
    const { provider } = await startAimlapi(() => undefined, { strategy: 'public-url' })
    const failure = await failureOf(provider.build(await editRequest(model), attempt, context()))
    expect(failure.kind).toBe('refused')
    expect(failure.message).toContain('public link')
  })
})
