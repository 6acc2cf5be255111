import type { Mode } from '../../shared/domain/item.ts'
import type { BalanceView, KeyRow, KeysView } from '../../shared/ipc/service-rows.ts'
import { providers, serviceIds, type ServiceId } from '../../shared/models/model.ts'
import { AppError, type ErrorCode } from '../../shared/errors.ts'
import type { App } from '../app.ts'
import type { Logger } from '../log/logger.ts'
import { balanceNotes } from '../providers/balance-notes.ts'
import { checkKey } from '../secrets/secret-store.ts'
import { readSecretStoreState } from '../secrets/secret-store-state.ts'

/** Keys and what they open. No key is ever part of an answer, a failure or the log. */
export interface Keys {
  read(): Promise<KeysView>
  /** Tries the key first; one the service refuses is not kept. Where it cannot be tried it is kept, and the note says so. */
  save(service: ServiceId, text: string): Promise<BalanceView>
  /** Tries the key that is kept. */
  test(service: ServiceId): Promise<BalanceView>
  remove(service: ServiceId): Promise<void>
  balance(service: ServiceId): Promise<BalanceView>
}

type Services = Pick<App, 'engine' | 'secrets'>

interface Dependencies {
  readonly app: Services
  readonly log: Pick<Logger, 'addSecret'>
  readonly mode: () => Mode
  readonly leaving: AbortSignal
  readonly onChanged: (view: KeysView) => void
}

/** The service could not be asked, which says nothing about the key. */
const untried: ReadonlySet<ErrorCode> = new Set(['offline', 'provider-unavailable', 'rate-limited'])

export function createKeys({ app, log, mode, leaving, onChanged }: Dependencies): Keys {
  const { engine, secrets } = app
  const keys: Keys = {
    read: async () => {
      const state = await readSecretStoreState(secrets)
      const services: KeyRow[] = []
      for (const service of serviceIds) services.push({ service, source: await sourceOf(app, service) })
      const failure = state.state === 'ok' ? null : state.failure
      return { store: { state: state.state, failure }, services }
    },
    save: async (service, text) => {
      const key = checkKey(text)
      log.addSecret(key)
      const note = await tryTyped(app, { service, key, leaving })
      await secrets.set(service, key)
      onChanged(await keys.read())
      if (note !== null) return { service, amount: null, note }
      if ((await secrets.sourceOf(service)) === 'environment')
        return { service, amount: null, note: balanceNotes.hidden(providers[service].keyVariable) }
      return readBalance(app, service, leaving)
    },
    test: async (service) => {
      await (await engine.services('paid')).testKey(service, leaving)
      return readBalance(app, service, leaving)
    },
    remove: async (service) => {
      await secrets.remove(service)
      onChanged(await keys.read())
    },
    balance: async (service) => {
      if (mode() === 'paid') return (await engine.services('paid')).balance(service, leaving)
      const opened = await engine.openedServices('practice')
      if (opened === null) return { service, amount: null, note: balanceNotes.practiceUnopened() }
      return opened.balance(service, leaving)
    },
  }
  return keys
}

/** A store that does not answer is told by its state; a key in the environment is known all the same. */
async function sourceOf({ secrets }: Services, service: ServiceId): Promise<KeyRow['source']> {
  try {
    return await secrets.sourceOf(service)
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    return null
  }
}

interface Typed {
  readonly service: ServiceId
  readonly key: string
  readonly leaving: AbortSignal
}

/** Why the key could not be tried, null where the service takes it. */
async function tryTyped({ engine }: Services, { service, key, leaving }: Typed): Promise<string | null> {
  try {
    await (await engine.services('paid')).testKey(service, leaving, key)
    return null
  } catch (thrown) {
    if (!(thrown instanceof AppError) || !untried.has(thrown.code)) throw thrown
    return balanceNotes.untried(thrown.message)
  }
}

/** A key that works and may not read the balance is still a key that works. */
async function readBalance({ engine }: Services, service: ServiceId, leaving: AbortSignal): Promise<BalanceView> {
  try {
    return await (await engine.services('paid')).balance(service, leaving)
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    return { service, amount: null, note: thrown.message }
  }
}
