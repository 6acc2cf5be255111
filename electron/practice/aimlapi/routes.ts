import type { Route } from '../http/message.ts'
import { listTransactions, readBilling, readBillingDetail, readFormerBalance } from './billing.ts'
import type { AimlapiContext } from './context.ts'
import { downloadResult } from './file-host.ts'
import { generate } from './generate.ts'
import type { Generations } from './generations.ts'
import { readKey } from './key.ts'
import { createLogs } from './logs.ts'
import { listModels, readModel } from './models.ts'

interface Parts {
  readonly key: string
  readonly generations: Generations
  readonly context: AimlapiContext
}

/** The routes of AIML API §10. */
export function aimlapiRoutes({ key, generations, context }: Parts): readonly Route[] {
  return [
    {
      method: 'POST',
      pattern: /^\/v1\/images\/generations$/,
      kind: 'submit',
      access: 'key',
      handle: (call) => generate(call, generations, context),
    },
    get(/^\/v2\/billing$/, { kind: 'balance', access: 'key', handle: () => readBilling(context) }),
    get(/^\/v2\/billing\/detail$/, { kind: 'balance', access: 'key', handle: () => readBillingDetail(context) }),
    get(/^\/v1\/billing\/balance$/, { kind: 'balance', access: 'key', handle: () => readFormerBalance(context) }),
    get(/^\/v2\/billing\/transactions$/, {
      kind: 'transactions',
      access: 'key',
      handle: (call) => listTransactions(call, context),
    }),
    get(/^\/v2\/logs$/, { kind: 'logs', access: 'key', handle: createLogs(context) }),
    get(/^\/v1\/key$/, { kind: 'key', access: 'key', handle: () => readKey(key, context) }),
    get(/^\/v1\/models$/, { kind: 'models', access: 'open', handle: listModels }),
    get(/^\/model\/(?<id>.+)$/, { kind: 'models', access: 'open', handle: readModel }),
    get(/^\/generations\/phoenix\/(?<id>[^/]+)$/, {
      kind: 'download',
      access: 'file',
      handle: (call) => downloadResult(call, context),
    }),
  ]
}

function get(pattern: RegExp, rest: Omit<Route, 'method' | 'pattern'>): Route {
  return { method: 'GET', pattern, ...rest }
}
