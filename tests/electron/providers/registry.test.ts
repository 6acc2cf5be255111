import { expect, it, onTestFinished } from 'vitest'
import { createProviders, serviceOrigins, type ProviderConfig } from '../../../electron/providers/registry.ts'
import { catalogue } from '../../../shared/models/catalogue.ts'
import { serviceIds } from '../../../shared/models/model.ts'
import { sendJson, startLoopback } from '../../support/loopback.ts'
import { apiKey, context, temporaryFolder } from './support.ts'

it('has a provider for every model and an account for every service', async () => {
  const providers = await createTestProviders({})
  for (const model of catalogue) expect(providers.provider(model.provider).id).toBe(model.provider)
  for (const id of serviceIds) expect(providers.account(id).id).toBe(id)
})

it('sends each key to its own service', async () => {
  const runflow = await startLoopback((_, response) => sendJson(response, 200, { balance: '1' }))
  const aimlapi = await startLoopback((_, response) => sendJson(response, 200, { current_balance: 2 }))
  const providers = await createTestProviders({ runflow: runflow.origin, aimlapi: aimlapi.origin })
  expect(await providers.account('runflow').balance({ ...context(), apiKey: 'one' })).toMatchObject({ amount: 1e9 })
  expect(await providers.account('aimlapi').balance({ ...context(), apiKey: 'two' })).toMatchObject({ amount: 2e9 })
  expect(runflow.seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer one'])
  expect(aimlapi.seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer two'])
})

it.each(['http://api.example', 'https://api.example/v1'])('is not made with the service address %s', async (origin) => {
  await expect(createTestProviders({ runflow: origin })).rejects.toMatchObject({ code: 'invalid-request' })
  await expect(createTestProviders({ aimlapi: origin })).rejects.toMatchObject({ code: 'invalid-request' })
})

it('ends its connections when it is closed', async () => {
  const server = await startLoopback(() => void providers.close())
  const providers = await createTestProviders({ runflow: server.origin })
  await expect(providers.account('runflow').testKey({ ...context(), apiKey })).rejects.toMatchObject({ kind: 'busy' })
})

interface TestConfig {
  readonly runflow?: string
  readonly aimlapi?: string
  readonly callsPerSecond?: number
}

async function createTestProviders({ runflow, aimlapi, callsPerSecond }: TestConfig) {
  const config: ProviderConfig = {
    runflow: { origin: runflow ?? serviceOrigins.runflow, callbackUrl: null },
    aimlapi: { origin: aimlapi ?? serviceOrigins.aimlapi, strategy: 'auto' },
    callsPerSecond: callsPerSecond ?? null,
  }
  const images = { adjust: () => Promise.reject(new Error('not used here')) }
  const providers = createProviders(config, { images, temporaryFolder: await temporaryFolder() })
  onTestFinished(() => providers.close())
  return providers
}
