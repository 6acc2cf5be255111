import type { SpendOutputs } from '../../../shared/ipc/spend-rows.ts'
import type { Reconciling } from '../../desk/reconciling.ts'
import type { Reader } from '../../history/reader/reader.ts'
import type { Handlers } from '../dispatch.ts'

interface Dependencies {
  readonly reader: Pick<Reader, 'ask'>
  readonly reconciling: Reconciling
}

/** What was spent, and what the services say of it. */
export function createSpendHandlers({ reader, reconciling }: Dependencies): Pick<Handlers, keyof SpendOutputs> {
  return {
    'spend:overview': (query) => reader.ask('spend', query),
    'reconcile:read': () => reconciling.state(),
    'reconcile:start': (query) => reconciling.start(query),
    'reconcile:stop': () => reconciling.stop(),
  }
}
