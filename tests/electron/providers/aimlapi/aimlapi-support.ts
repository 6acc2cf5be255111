import { createAimlapiProvider, type PictureStrategy } from '../../../../electron/providers/aimlapi/aimlapi-provider.ts'
import type { CallLimits } from '../../../../electron/providers/call-watch.ts'
import type { EditProvider } from '../../../../electron/providers/provider.ts'
import { startLoopback, type Answer, type LoopbackServer } from '../../../support/loopback.ts'
import { testApi, testClient } from '../support.ts'

export interface FakeAimlapi extends LoopbackServer {
  readonly provider: EditProvider
}

interface FakeOptions {
  readonly strategy?: PictureStrategy
  readonly submitLimits?: CallLimits
}

export async function startAimlapi(answer: Answer, options: FakeOptions = {}): Promise<FakeAimlapi> {
  const server = await startLoopback(answer)
  const api = testApi(server.origin, { name: 'AIML API' })
  const provider = createAimlapiProvider({ api, http: testClient(), strategy: 'auto', ...options })
  return { ...server, provider }
}
