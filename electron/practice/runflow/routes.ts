import { jsonReply, Refused, type Call, type Reply, type Route } from '../http/message.ts'
import { readBalance, whoAmI } from './account.ts'
import { confirmUpload, listAssetTypes, openUpload, putUpload, readAsset } from './assets.ts'
import { listDeliveries, redeliver } from './callback-routes.ts'
import type { Callbacks } from './callbacks.ts'
import type { RunflowContext } from './context.ts'
import { downloadFile } from './file-host.ts'
import { listRuns } from './list.ts'
import { runRecord } from './record.ts'
import type { Runs } from './runs.ts'
import { submitRun } from './submit.ts'

interface Parts {
  readonly runs: Runs
  readonly callbacks: Callbacks
  readonly context: RunflowContext
}

/** The routes of Runflow §16, the more special address first. */
export function runflowRoutes(parts: Parts): readonly Route[] {
  return [...accountRoutes(parts), ...assetRoutes(parts), ...runRoutes(parts), ...fileRoutes(parts)]
}

function accountRoutes({ runs, context }: Parts): readonly Route[] {
  const balance = { kind: 'balance', access: 'key', handle: (call: Call) => readBalance(call, runs, context) } as const
  return [
    get(/^\/v1\/health$/, { kind: 'health', access: 'key', handle: () => jsonReply(200, { status: 'ok' }) }),
    get(/^\/v1\/auth\/me$/, { kind: 'auth', access: 'key', handle: () => whoAmI(context) }),
    get(/^\/v1\/billing\/balance$/, balance),
    get(/^\/v1\/credit-balances$/, balance),
  ]
}

function assetRoutes({ context }: Parts): readonly Route[] {
  return [
    get(/^\/v1\/assets\/types$/, { kind: 'asset-types', access: 'key', handle: listAssetTypes }),
    get(/^\/v1\/assets\/(?<id>[^/]+)$/, { kind: 'asset', access: 'key', handle: (call) => readAsset(call, context) }),
    post(/^\/v1\/asset-uploads$/, {
      kind: 'upload-session',
      access: 'key',
      handle: (call) => openUpload(call, context),
    }),
    post(/^\/v1\/asset-uploads\/(?<id>[^/]+)\/confirmations$/, {
      kind: 'confirmation',
      access: 'key',
      handle: (call) => confirmUpload(call, context),
    }),
  ]
}

function runRoutes({ runs, callbacks, context }: Parts): readonly Route[] {
  return [
    post(/^\/v1\/models\/(?<model>[^/]+(?:\/[^/]+)+)\/runs$/, {
      kind: 'submit',
      access: 'key',
      handle: (call) => submitRun(call, runs, context),
    }),
    post(/^\/v1\/models\/(?<model>[^/]+(?:\/[^/]+)+)\/batches$/, { kind: 'batch', access: 'key', handle: refuseBatch }),
    get(/^\/v1\/runs$/, { kind: 'list', access: 'key', handle: (call) => listRuns(call, runs, context) }),
    get(/^\/v1\/runs\/statuses$/, { kind: 'statuses', access: 'key', handle: listStatuses }),
    get(/^\/v1\/runs\/(?<id>[^/]+)$/, {
      kind: 'poll',
      access: 'key',
      handle: async ({ params }) => {
        const run = await runs.read(params['id'] ?? '')
        if (!run) throw new Refused({ status: 404 })
        return jsonReply(200, runRecord(run, context))
      },
    }),
    get(/^\/v1\/runs\/(?<id>[^/]+)\/callback$/, {
      kind: 'callbacks',
      access: 'key',
      handle: (call) => listDeliveries(call, runs, context),
    }),
    post(/^\/v1\/runs\/(?<id>[^/]+)\/callback-redeliveries$/, {
      kind: 'redelivery',
      access: 'key',
      handle: (call) => redeliver(call, runs, callbacks),
    }),
  ]
}

function fileRoutes({ context }: Parts): readonly Route[] {
  return [
    get(/^\/files\/(?<stored>asset|output)s\/(?<id>[^/]+)$/, {
      kind: 'download',
      access: 'file',
      handle: (call) => downloadFile(call, context),
    }),
    {
      method: 'PUT',
      pattern: /^\/uploads\/(?<id>[^/]+)$/,
      kind: 'upload',
      access: 'file',
      handle: (call) => putUpload(call, context),
    },
  ]
}

/** Models that stand for another provider take no batches (Runflow §9). */
function refuseBatch(): Reply {
  throw new Refused({ status: 422, message: 'This model does not support batches.' })
}

function listStatuses(): Reply {
  const codes = ['queued', 'dispatching', 'running', 'succeeded', 'failed', 'canceled', 'partial_succeeded']
  return jsonReply(200, { items: codes.map((code) => ({ code })) })
}

type Rest = Omit<Route, 'method' | 'pattern'>

function get(pattern: RegExp, rest: Rest): Route {
  return { method: 'GET', pattern, ...rest }
}

function post(pattern: RegExp, rest: Rest): Route {
  return { method: 'POST', pattern, ...rest }
}
