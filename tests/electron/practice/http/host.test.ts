import { connect } from 'node:net'
import { expect, it } from 'vitest'
import { generate, startBench, submitReve } from '../bench.ts'

it('refuses a body above 64 MiB and a target that is no path', async () => {
  const { practice } = await startBench()
  const large = await fetch(`${practice.runflow.url}/v1/runs`, {
    method: 'POST',
    body: new Uint8Array(64 * 1024 * 1024 + 1),
  })
  expect(large.status).toBe(413)
  const { port } = new URL(practice.runflow.url)
  const answered = await new Promise<string>((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write('OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n'))
    socket.once('data', (bytes) => {
      resolve(bytes.toString())
      socket.destroy()
    })
  })
  expect(answered).toContain('400 Bad Request')
})

it('outlives a client that goes away while sending', async () => {
  const { practice, runflow, aimlapi } = await startBench()
  const { port } = new URL(practice.runflow.url)
  await new Promise<void>((resolve) => {
    const head = 'POST /v1/asset-uploads HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf'
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(head, () => socket.destroy()))
    socket.once('close', () => resolve())
  })
  expect((await submitReve(runflow)).status).toBe(201)
  expect((await generate(aimlapi)).status).toBe(200)
  expect((await practice.inspect()).problems).toEqual([])
})
