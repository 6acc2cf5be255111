/** The kinds of requests a scenario can be aimed at, by service. */
export const requestKinds = {
  runflow: [
    'health',
    'auth',
    'balance',
    'asset-types',
    'asset',
    'upload-session',
    'upload',
    'confirmation',
    'submit',
    'batch',
    'list',
    'statuses',
    'poll',
    'callbacks',
    'redelivery',
    'download',
    'other',
  ],
  aimlapi: ['submit', 'balance', 'transactions', 'logs', 'models', 'key', 'download', 'other'],
} as const

export type RunflowRequestKind = (typeof requestKinds.runflow)[number]
export type AimlapiRequestKind = (typeof requestKinds.aimlapi)[number]
export type RequestKind = RunflowRequestKind | AimlapiRequestKind
