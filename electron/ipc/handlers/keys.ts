import type { Keys } from '../../desk/keys.ts'
import type { Handlers } from '../dispatch.ts'

type KeyChannel = 'keys:read' | 'keys:save' | 'keys:test' | 'keys:remove' | 'balance:read'

export function createKeyHandlers(keys: Keys): Pick<Handlers, KeyChannel> {
  return {
    'keys:read': () => keys.read(),
    'keys:save': ({ service, key }) => keys.save(service, key),
    'keys:test': ({ service }) => keys.test(service),
    'keys:remove': ({ service }) => keys.remove(service),
    'balance:read': ({ service }) => keys.balance(service),
  }
}
