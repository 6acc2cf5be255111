import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { expect, it, onTestFinished } from 'vitest'
import type { Inspection } from '../../../electron/practice/inspection.ts'
import { buildPicture, createClient, revePath, submitReve, temporaryFolder, upload } from './bench.ts'

interface Addresses {
  readonly runflow: { url: string; key: string }
  readonly aimlapi: { url: string; key: string }
  readonly admin: { url: string }
}

interface Service {
  readonly child: ChildProcess
  readonly addresses: Addresses
}

const program = fileURLToPath(import.meta.resolve('../../../electron/practice/serve.ts'))

async function startService(...options: string[]): Promise<Service> {
  const child = spawn(process.execPath, [program, ...options], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  return { child, addresses: JSON.parse(line) as Addresses }
}

async function inspect({ admin }: Addresses): Promise<Inspection> {
  return (await (await fetch(`${admin.url}/__inspect`)).json()) as Inspection
}

function order({ admin }: Addresses, commands: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${admin.url}/__scenario`, {
    method: 'POST',
    body: JSON.stringify(commands),
    headers: { 'content-type': 'application/json', ...headers },
  })
}

it('serves, says where, and keeps its state when it is killed', async () => {
  const folder = await temporaryFolder()
  const portFile = join(folder, 'ports.json')
  const first = await startService('--folder', join(folder, 'state'), '--port-file', portFile)
  expect(JSON.parse(await readFile(portFile, 'utf8'))).toEqual(first.addresses)
  const { text } = await submitReve(createClient(first.addresses.runflow))
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')

  const second = await startService('--folder', join(folder, 'state'))
  const run = await createClient(second.addresses.runflow).get(`/v1/runs/${text('id')}`)
  expect(run.body).toMatchObject({ status_code: 'succeeded', cost: '0.04' })
  expect((await inspect(second.addresses)).runflow).toMatchObject({ charges: 1, requests: [{ kind: 'poll' }] })
  second.child.kill('SIGTERM')
  expect(await once(second.child, 'exit')).toEqual([0, null])
})

it('takes scenarios at its start and while it runs', async () => {
  const dropped = { service: 'runflow', rule: 'next', request: 'submit', scenarios: [{ kind: 'status', status: 503 }] }
  const { addresses } = await startService('--scenario', JSON.stringify([dropped]))
  const runflow = createClient(addresses.runflow)
  expect((await submitReve(runflow)).status).toBe(503)
  const always = { service: 'runflow', rule: 'always', request: 'any', scenarios: [{ kind: 'status', status: 429 }] }
  const nth = { service: 'aimlapi', rule: 'nth', request: 'models', n: 2, scenarios: [{ kind: 'status', status: 502 }] }
  expect(await (await order(addresses, [always, nth])).json()).toEqual({ applied: 2 })
  expect((await runflow.get('/v1/auth/me')).status).toBe(429)
  const aimlapi = createClient(addresses.aimlapi)
  expect((await aimlapi.get('/v1/models')).status).toBe(200)
  expect((await aimlapi.get('/v1/models')).status).toBe(502)
  expect((await order(addresses, { service: 'runflow', rule: 'clear' })).status).toBe(200)
  const match = {
    service: 'runflow',
    rule: 'match',
    request: 'submit',
    words: 'sky',
    scenarios: [{ kind: 'status', status: 402 }],
  }
  await order(addresses, match)
  expect((await submitReve(runflow)).status).toBe(402)
})

it('refuses unknown scenarios, other content types and other hosts', async () => {
  const { addresses } = await startService()
  const wrong = { service: 'aimlapi', rule: 'next', request: 'submit', scenarios: [{ kind: 'run' }] }
  expect((await order(addresses, wrong)).status).toBe(400)
  expect((await order(addresses, { service: 'runflow', rule: 'clear' }, { 'content-type': 'text/plain' })).status).toBe(
    415,
  )
  const byName = addresses.admin.url.replace('127.0.0.1', 'localhost')
  expect((await fetch(`${byName}/__inspect`)).status).toBe(403)
  expect((await fetch(addresses.admin.url)).status).toBe(404)
})

it.each([
  ['--delays', 'forever'],
  ['--transform', 'magic'],
  ['--scenario', '[{"rule":"sometimes"}]'],
])('does not start with %s %s', async (...options) => {
  const child = spawn(process.execPath, [program, ...options], { stdio: 'ignore' })
  expect((await once(child, 'exit'))[0]).toBe(1)
})

it('does what the prompt says when it is told to adjust', async () => {
  const { child, addresses } = await startService('--transform', 'adjust')
  const runflow = createClient(addresses.runflow)
  const image_url = await upload(runflow, await buildPicture())
  const { text } = await runflow.post(revePath, { input: { prompt: 'rotate, black and white', image_url } })
  const run = await runflow.get(`/v1/runs/${text('id')}`)
  expect(run.body).toMatchObject({ output: { outputs: [{ width: 16, height: 24, content_type: 'image/png' }] } })
  const picture = Buffer.from(await (await fetch(run.text('output.outputs.0.url'))).arrayBuffer())
  const [red, green, blue] = (await sharp(picture).stats()).channels
  expect([green?.mean ?? red?.mean, blue?.mean ?? red?.mean]).toEqual([red?.mean, red?.mean])
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([0, null])
})
