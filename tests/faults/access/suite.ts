import { createRandom } from '../random.ts'
import { mergeResults, type Suite, type SuiteOptions, type SuiteResult } from '../suite.ts'
import { tryAddresses, tryLookups } from './addresses.ts'
import { tryCalls } from './calls.ts'
import { knockAtLoopback, tryRedirects } from './redirects.ts'
import { trySenders } from './senders.ts'

export const accessSuite: Suite = {
  name: 'access',
  promise: 'No malformed call and no strange sender is answered, and no address of a private network is called.',
  run: (options) => runAccess({ calls: options.isNight ? 80_000 : 8_000, addresses: 3_000 }, options),
}

interface AccessPlan {
  readonly calls: number
  readonly addresses: number
}

export async function runAccess(
  { calls, addresses }: AccessPlan,
  { seed }: Pick<SuiteOptions, 'seed'>,
): Promise<SuiteResult> {
  const random = createRandom(seed)
  return mergeResults([
    await tryCalls(calls, random.fork('calls')),
    tryAddresses(addresses, random.fork('addresses')),
    await tryLookups(addresses, random.fork('lookups')),
    await tryRedirects(addresses, random.fork('redirects')),
    await knockAtLoopback(),
    trySenders(addresses, random.fork('senders')),
  ])
}
