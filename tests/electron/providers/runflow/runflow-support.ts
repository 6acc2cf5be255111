import type { ServerResponse } from 'node:http'
import { expect } from 'vitest'
import type { EditProvider } from '../../../../electron/providers/provider.ts'
import { createRunflowProvider } from '../../../../electron/providers/runflow/runflow-provider.ts'
import type { ServiceApiDependencies } from '../../../../electron/providers/service-api.ts'
import { sendJson, startLoopback, type LoopbackServer, type SeenRequest } from '../../../support/loopback.ts'
import { apiKey, testApi, testClient } from '../support.ts'

export type Route = (request: SeenRequest, response: ServerResponse) => unknown

export interface FakeRunflow extends LoopbackServer {
  readonly provider: EditProvider
  /** Method and path of every call, in order. */
  calls(): readonly string[]
  /** Moves the clock by which uploads age. */
  pass(ms: number): void
}

interface FakeOptions {
  readonly callbackUrl?: string
  readonly random?: () => number
  readonly api?: Partial<ServiceApiDependencies>
}

/** A server that answers the upload calls by itself and everything else by `route`. */
export async function startRunflow(route: Route = () => undefined, options: FakeOptions = {}): Promise<FakeRunflow> {
  let nowMs = 0
  let assets = 0
  const server = await startLoopback((request, response) => {
    route(request, response)
    if (response.writableEnded || response.destroyed || response.headersSent) return
    const [path = ''] = request.path.split('?')
    if (path === '/v1/asset-uploads') {
      assets += 1
      sendJson(response, 201, { asset_id: `asset-${assets}`, upload_url: `${server.origin}/storage/${assets}?sig=1` })
    } else if (path.startsWith('/storage/')) response.writeHead(200).end()
    else if (path.endsWith('/confirmations')) sendJson(response, 201, { url: signed(path.split('/')[3]) })
    else if (path.startsWith('/v1/assets/')) sendJson(response, 200, { url: `${signed(path.split('/')[3])}&again` })
  })
  const provider = createRunflowProvider({
    api: testApi(server.origin, { name: 'Runflow', ...options.api }),
    http: testClient(),
    callbackUrl: options.callbackUrl ?? null,
    nowMs: () => nowMs,
    random: options.random ?? (() => 0.5),
  })
  const calls = (): readonly string[] => server.seen.map(({ method, path }) => `${method} ${path}`)
  return { ...server, provider, calls, pass: (ms) => void (nowMs += ms) }
}

export function signed(assetId: string | undefined): string {
  return `https://storage.example/${assetId}?sig=abc`
}

/** Every call to the service itself carries the key, no other does. */
export function expectKeyOnlyAtApi({ seen }: LoopbackServer): void {
  for (const { path, headers } of seen) {
    expect(headers.authorization).toBe(path.startsWith('/v1/') ? `Bearer ${apiKey}` : undefined)
  }
}
